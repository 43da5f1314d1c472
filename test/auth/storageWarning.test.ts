// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { beginAnew, page, twitch } from './eachTest.ts'
import { signedIn } from './signedIn.ts'
import { hour, pass } from './twitch.ts'

beginAnew()

// Each text is warned of once in a page, so this test has a file of its own.
it('a custom storage that throws is told to developers once, without what it threw', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const fail = (_: string, value = '') => Promise.reject(new Error(`the database refuses ${value}`))
  await signedIn(page, twitch, 'SECRETada', {}, { storage: { getItem: fail, setItem: fail, removeItem: fail } })
  await pass(2 * hour)
  expect(warn.mock.calls).toEqual([
    [
      'The storage of an auth throws, so the session is kept in memory: catch in getItem, setItem and removeItem to see why.',
    ],
  ])
})
