import { number, object, string } from '../../schema/object.ts'

/** What a product of an extension costs. */
export interface ExtensionProductCost {
  amount: number
  type: 'bits' | (string & {})
}

export const productCost = object<ExtensionProductCost>({ amount: number, type: string })
