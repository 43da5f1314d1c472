import { formatAmount } from 'tinyhelix'
import { expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { answers } from './facts.ts'

/** Replaces the special spaces between an amount and its currency by plain ones. */
const plain = (text: string) => text.replace(/\s/g, ' ')

it.each([
  [{ value: 555, decimal_places: 2, currency: 'USD' }, 'en', '$5.55'],
  [{ value: 5500, decimal_places: 2, currency: 'USD' }, 'en', '$55.00'],
  [{ value: 123_456_789, decimal_places: 2, currency: 'EUR' }, 'de', '1.234.567,89 €'],
  [{ value: 1500, decimal_places: 0, currency: 'JPY' }, 'ja', '¥1,500'],
  [{ value: 1500, decimal_places: 3, currency: 'KWD' }, 'en', 'KWD 1.500'],
  [{ value: 0, decimal_places: 2, currency: 'GBP' }, 'en-GB', '£0.00'],
  [{ value: -250, decimal_places: 2, currency: 'USD' }, 'en', '-$2.50'],
])('%o in %s is formatted as %s', (amount, locale, text) => {
  expect(plain(formatAmount(amount, locale)).replace('￥', '¥')).toBe(text)
})

it('the amounts of Twitch’s example are formatted', () => {
  const sums = answers.flatMap(({ operation, value }) =>
    operation === 'get-charity-campaign-donations' ? Object(value).data.map((row: object) => Object(row).amount) : [],
  )
  expect(sums.map((sum: Parameters<typeof formatAmount>[0]) => formatAmount(sum, 'en'))).toEqual(['$5.00', '$100.00'])
})

it('the first known language is used, or else the platform’s', () => {
  const amount = { value: 123_456, decimal_places: 2, currency: 'EUR' }
  expect(plain(formatAmount(amount, ['de', 'en']))).toBe('1.234,56 €')
  expect(plain(formatAmount(amount, Object.freeze(['en'])))).toBe('€1,234.56')
  expect(formatAmount(amount)).toBe(new Intl.NumberFormat([], { style: 'currency', currency: 'EUR' }).format(1234.56))
})

it('any input is formatted', () => {
  expect(formatAmount({ value: 555, decimal_places: 2, currency: 'BITS!' }, 'en')).toBe('5.55 BITS!')
  expect(formatAmount({ value: 555, decimal_places: 2, currency: '' }, 'en')).toBe('5.55 ')
  expect(formatAmount({ value: 555, decimal_places: 2, currency: 'USD' }, 'no such language')).toBe('5.55 USD')
})

it('no digit of any amount is lost', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.nat(4), (value, decimal_places) => {
      const text = formatAmount({ value, decimal_places, currency: 'USD' }, 'en')
      expect(Number(text.replace(/[$,.]/g, ''))).toBe(value)
      expect(text.split('.')[1]?.length ?? 0).toBe(decimal_places)
    }),
  )
})
