import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { boolean, object, optional, string } from '../../schema/object.ts'
import { id, ids, type OneOrMore } from '../../schema/parameters.ts'
import { type ExtensionProductCost, productCost } from '../extensions/productCost.ts'

export interface GetExtensionTransactionsParams extends PageParams {
  /** The extension. The token must belong to it. */
  extension_id: string
  /** Up to 100 transactions. */
  id?: OneOrMore<string> | undefined
}

/** The product as it was at the time of the purchase. */
export interface ExtensionTransactionProduct {
  sku: string
  /** `twitch.ext.` and the extension's id. */
  domain: string
  cost: ExtensionProductCost
  /** Whether the product is still in development and cannot be bought yet. */
  inDevelopment: boolean
  displayName: string
  /** Always `''`. */
  expiration: string
  /** Whether all instances of the extension on the channel were notified. */
  broadcast: boolean
}

/** A purchase in an extension. */
export interface ExtensionTransaction {
  id: string
  /** In RFC 3339. */
  timestamp: string
  /** The channel where it was bought. */
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  /** Who bought it. */
  user_id: string
  user_login: string
  user_name: string
  product_type: 'BITS_IN_EXTENSION' | (string & {})
  /** Unlike all other fields, its fields are in camelCase. */
  product_data: ExtensionTransactionProduct
}

/**
 * The purchases in an extension. `await` returns the first page, `for await` iterates over the rows of all pages.
 *
 * Takes the extension's own app token. Rejects with `not_found` if one of the ids is unknown.
 *
 * @see https://dev.twitch.tv/docs/api/reference/bits#get-extension-transactions
 * @example
 * ```ts
 * import { type HelixClient, getExtensionTransactions } from 'tinyhelix'
 *
 * async function latest(client: HelixClient<'app'>, extension_id: string) {
 *   return await getExtensionTransactions(client, { extension_id })
 * }
 * ```
 */
export const getExtensionTransactions: PageEndpoint<GetExtensionTransactionsParams, ExtensionTransaction, 'app'> = page(
  {
    path: '/extensions/transactions',
    tokens: ['app'],
    params: { extension_id: id, id: optional(ids(100)) },
    maxFirst: 100,
    item: object<ExtensionTransaction>({
      id: string,
      timestamp: string,
      broadcaster_id: string,
      broadcaster_login: string,
      broadcaster_name: string,
      user_id: string,
      user_login: string,
      user_name: string,
      product_type: string,
      product_data: object<ExtensionTransactionProduct>({
        sku: string,
        domain: string,
        cost: productCost,
        inDevelopment: boolean,
        displayName: string,
        expiration: string,
        broadcast: boolean,
      }),
    }),
    staleTime: 5_000,
  },
)
