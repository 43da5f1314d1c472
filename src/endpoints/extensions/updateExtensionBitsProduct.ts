import { one, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, object, optional } from '../../schema/object.ts'
import { choice, integer, parameter, text, time } from '../../schema/parameters.ts'
import { bitsProduct, type ExtensionBitsProduct } from './bitsProduct.ts'

/** A price in Bits. */
export interface ExtensionProductPrice {
  /** 1 to 10,000 Bits. */
  amount: number
  type: 'bits'
}

export interface UpdateExtensionBitsProductParams {
  /** 1 to 255 letters, digits, `-`, `_` and `.`; it cannot be changed. */
  sku: string
  /** The price. */
  cost: ExtensionProductPrice
  /** The name that viewers see: 1 to 255 characters. */
  display_name: string
  /** Lets only testers buy it. @defaultValue `false` */
  in_development?: boolean | undefined
  /**
   * When the product expires, in RFC 3339. A time in the past disables the product.
   * @defaultValue it does not expire
   */
  expiration?: string | undefined
  /** Notifies all instances of the extension on a channel of a purchase. @defaultValue `false` */
  is_broadcast?: boolean | undefined
}

/**
 * Creates or changes a product that viewers can buy with Bits in the token's extension. A product cannot be deleted,
 * but `expiration` can disable it.
 *
 * Takes the extension's own app token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#update-extension-bits-product
 * @example
 * ```ts
 * import { type HelixClient, updateExtensionBitsProduct } from 'tinyhelix'
 *
 * async function sellConfetti(client: HelixClient<'app'>) {
 *   const cost = { amount: 100, type: 'bits' } as const
 *   return await updateExtensionBitsProduct(client, { sku: 'confetti', cost, display_name: 'Confetti' })
 * }
 * ```
 */
export const updateExtensionBitsProduct: WriteEndpoint<UpdateExtensionBitsProductParams, ExtensionBitsProduct, 'app'> =
  one({
    method: 'PUT',
    path: '/bits/extensions',
    tokens: ['app'],
    params: {
      sku: parameter<string>(
        '1 to 255 letters, digits, -, _ and .',
        value => typeof value === 'string' && /^[\w.-]{1,255}$/.test(value),
      ),
      cost: object<ExtensionProductPrice>({ amount: integer(1, 10_000), type: choice('bits') }),
      display_name: text(1, 255),
      in_development: optional(boolean),
      expiration: optional(time),
      is_broadcast: optional(boolean),
    },
    query: [],
    item: bitsProduct,
  })
