import { number, object, string } from '../../schema/object.ts'

/** An amount of money. `formatAmount` formats it for readers. */
export interface MoneyAmount {
  /** In the currency's smallest unit: 550 for 5.50 US dollars. */
  value: number
  /** The number of decimal places in `value`: 2 for US dollars, 0 for yen. */
  decimal_places: number
  /** An ISO 4217 code, such as `USD`. */
  currency: string
}

export const amount = object<MoneyAmount>({ value: number, decimal_places: number, currency: string })
