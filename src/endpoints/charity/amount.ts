import { number, object, string } from '../../schema/object.ts'

/** An amount of money. `formatAmount` makes it readable. */
export interface MoneyAmount {
  /** In the currency's smallest unit: 550 for 5.50 US dollars. */
  value: number
  /** How many digits of `value` stand behind the point: 2 for US dollars, 0 for yen. */
  decimal_places: number
  /** An ISO 4217 code, such as `USD`. */
  currency: string
}

export const amount = object<MoneyAmount>({ value: number, decimal_places: number, currency: string })
