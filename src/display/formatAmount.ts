import type { MoneyAmount } from '../endpoints/charity/amount.ts'

/**
 * Formats an amount of money for readers.
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
    // The currency is not an ISO 4217 code, or the platform does not support the number of digits.
    return `${amount.toFixed(Math.max(0, Math.min(decimal_places, 20)))} ${currency}`
  }
}
