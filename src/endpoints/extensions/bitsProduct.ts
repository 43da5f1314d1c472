import { boolean, object, optional, string } from '../../schema/object.ts'
import { type ExtensionProductCost, productCost } from './productCost.ts'

/** What viewers can buy in an extension. */
export interface ExtensionBitsProduct {
  /** The product's own name, unique within the extension. */
  sku: string
  cost: ExtensionProductCost
  /** Whether only testers can buy it. */
  in_development: boolean
  /** The name that viewers see. */
  display_name: string
  /** Until when it can be bought, in RFC 3339; `''` or absent if there is no end. */
  expiration?: string | undefined
  /** Whether all of the extension's instances on the channel are told of a purchase. */
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
