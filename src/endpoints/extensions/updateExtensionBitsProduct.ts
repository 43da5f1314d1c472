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
  cost: ExtensionProductPrice
  /** The name that viewers see: 1 to 255 characters. */
  display_name: string
  /** Lets only testers buy it. @defaultValue `false` */
  in_development?: boolean | undefined
  /** Until when it can be bought, in RFC 3339; a time in the past disables the product. @defaultValue no end */
  expiration?: string | undefined
  /** Tells all of the extension's instances on a channel of a purchase. @defaultValue `false` */
  is_broadcast?: boolean | undefined
}

/**
 * Makes or changes what viewers can buy with Bits in the extension that the token belongs to. A product cannot be
 * deleted, but disabled by `expiration`.
 *
 * Takes the extension's own app token.
 *
 * @see https://dev.twitch.tv/docs/api/reference#update-extension-bits-product
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
