import type { MoneyAmount } from '../endpoints/charity/amount.ts'

/**
 * A sum of money as people write it.
 *
 * @param locales - the languages to write for. @defaultValue the platform's
 * @example
 * ```ts
 * import { formatAmount } from 'tinyhelix'
 *
 * formatAmount({ value: 555, decimal_places: 2, currency: 'USD' }, 'en') // '$5.55'
 * ```
 */
export function formatAmount(
  { value, decimal_places, currency }: Readonly<MoneyAmount>,
  locales?: string | readonly string[],
): string {
  const amount = value / 10 ** decimal_places
  const digits = { minimumFractionDigits: decimal_places, maximumFractionDigits: decimal_places }
  try {
    return new Intl.NumberFormat(typeof locales === 'string' ? locales : [...(locales ?? [])], {
      style: 'currency',
      currency,
      ...digits,
    }).format(amount)
  } catch {
    // A currency that is no ISO 4217 code, or digits that the platform does not write.
    return `${amount.toFixed(Math.max(0, Math.min(decimal_places, 20)))} ${currency}`
  }
}
