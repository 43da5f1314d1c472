import { isHelixError, parseDuration } from 'tinyhelix'
import { expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'

it.each([
  ['3h21m33s', 12_093],
  ['3m21s', 201],
  ['33s', 33],
  ['21m', 1260],
  ['3h', 10_800],
  ['1d2h3m4s', 93_784],
  ['0s', 0],
  ['47h59m59s', 172_799],
  ['100m', 6000],
])('%s is %d seconds', (duration, seconds) => {
  expect(parseDuration(duration)).toBe(seconds)
})

it('a unit may have any number of digits', () => {
  const amount = fc.option(fc.nat(1000), { nil: undefined })
  fc.assert(
    fc.property(amount, amount, amount, amount, (days, hours, minutes, seconds) => {
      const parts = [days, hours, minutes, seconds].map((value, index) =>
        value === undefined ? '' : `${value}${'dhms'[index]}`,
      )
      fc.pre(parts.some(Boolean))
      const total = (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
      expect(parseDuration(parts.join(''))).toBe(total)
    }),
  )
})

it.each(['', 'PT3H', '3:21:33', '12093', '3h 21m', '33s3h', '-3s', '1.5h', '3H', 'h', 's', '3h21m33', ' 3s', '3s\n'])(
  'parseDuration rejects "%s"',
  duration => {
    expect(() => parseDuration(duration)).toThrow(`"${duration}" is no duration: it must read like 3h21m33s.`)
  },
)

it('any other value throws a HelixError', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      fc.pre(!/^(\d+[dhms])+$/.test(text))
      let thrown: unknown
      try {
        parseDuration(text)
      } catch (error) {
        thrown = error
      }
      expect(isHelixError(thrown, 'parameter')).toBe(true)
    }),
  )
})
