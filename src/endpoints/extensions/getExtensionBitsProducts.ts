import { type Endpoint, list } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { bitsProduct, type ExtensionBitsProduct } from './bitsProduct.ts'

export interface GetExtensionBitsProductsParams {
  /** Adds products that are disabled or have expired. @defaultValue `false` */
  should_include_all?: boolean | undefined
}

/**
 * The products that viewers can buy with Bits in the token's extension, sorted by `sku`.
 *
 * Takes the extension's own app token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-extension-bits-products
 * @example
 * ```ts
 * import { type HelixClient, getExtensionBitsProducts } from 'tinyhelix'
 *
 * async function prices(client: HelixClient<'app'>) {
 *   const products = await getExtensionBitsProducts(client)
 *   return products.map(({ display_name, cost }) => `${display_name}: ${cost.amount} Bits`)
 * }
 * ```
 */
export const getExtensionBitsProducts: Endpoint<GetExtensionBitsProductsParams, ExtensionBitsProduct[], 'app'> = list({
  path: '/bits/extensions',
  tokens: ['app'],
  params: { should_include_all: optional(boolean) },
  item: bitsProduct,
  staleTime: 300_000,
})
