import { boolean, object, optional, string } from '../../schema/object.ts'
import { type ExtensionProductCost, productCost } from './productCost.ts'

/** A product that viewers can buy in an extension. */
export interface ExtensionBitsProduct {
  /** The product's own name, unique within the extension. */
  sku: string
  cost: ExtensionProductCost
  /** Whether only testers can buy it. */
  in_development: boolean
  /** The name that viewers see. */
  display_name: string
  /** When the product expires, in RFC 3339; `''` or absent if it does not. */
  expiration?: string | undefined
  /** Whether all instances of the extension on the channel are notified of a purchase. */
  is_broadcast: boolean
}

export const bitsProduct = object<ExtensionBitsProduct>({
  sku: string,
  cost: productCost,
  in_development: boolean,
  display_name: string,
  expiration: optional(string),
  is_broadcast: boolean,
})
