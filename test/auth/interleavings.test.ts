// @vitest-environment happy-dom

import { type ImplicitGrantAuth, implicitGrant } from 'tinyhelix'
import { expect, it, vi } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { agreed, allowPopups } from './atTwitch.ts'
import { hearFromAnotherTab, openPage, wake } from './page.ts'
import { json, pass, startTwitch, stopTime, validate } from './twitch.ts'

/** Tabs of one play receive no messages of another play. */
let plays = 0

/** An act of a user, of another tab or of Twitch, and the time since the act before. */
type Act = readonly [kind: 'sign in' | 'sign out' | 'call' | 'end' | 'wake' | 'late' | 'load', tab: number, ms: number]

const acts = fc.array(
  fc.tuple(
    fc.constantFrom<Act[0][]>('sign in', 'sign in', 'sign out', 'call', 'end', 'wake', 'late', 'load'),
    fc.nat(2),
    fc.constantFrom(0, 0, 1, 30, 100, 250),
  ),
  { maxLength: 14 },
)

/** Two tabs sign in at the same moment, and one of them signs out while the other one reads the storage. */
const twoSignIns: Act[] = [
  ['sign in', 1, 0],
  ['sign in', 0, 0],
  ['sign in', 0, 100],
  ['late', 0, 0],
  ['sign out', 0, 0],
  ['call', 1, 0],
]

/** Plays in three tabs. A slow storage needs `slowness` ms for each operation. */
async function play(plan: readonly Act[], delays: readonly number[], slowness: number) {
  const name = `play${++plays}`
  const key = `tinyhelix:client:${name}`
  const page = openPage()
  const twitch = startTwitch()
  const popups = allowPopups()
  const owners = new Map<string, string>()
  let asked = 0
  twitch.answer(validate, async ({ headers }) => {
    const token = headers.authorization?.replace('OAuth ', '') ?? ''
    const wasValid = twitch.isValid(token)
    await new Promise(resolve => setTimeout(resolve, delays[asked++ % delays.length]))
    if (!wasValid) return json(401, { status: 401, message: 'invalid access token' })
    const login = owners.get(token)
    return json(200, { client_id: 'client', login, user_id: `id-of-${login}`, scopes: [], expires_in: 5_000_000 })
  })
  const later = () => slowness && new Promise(resolve => setTimeout(resolve, slowness))
  const storage = {
    getItem: async (name: string) => {
      const value = page.local.getItem(name)
      await later()
      return value
    },
    setItem: async (name: string, value: string) => {
      await later()
      page.local.setItem(name, value)
    },
    removeItem: async (name: string) => {
      await later()
      page.local.removeItem(name)
    },
  }
  const listening = vi.spyOn(globalThis, 'addEventListener')
  const load = () => implicitGrant({ clientId: 'client', name, ...twitch.network, ...(slowness && { storage }) })
  const tabs: ImplicitGrantAuth[] = [load(), load(), load()]
  /** The decisions about who is signed in, in the order of time. */
  const decided: (string | null)[] = [null]
  const faults: string[] = []
  let count = 0

  for (const [kind, index, ms] of plan) {
    const auth = tabs[index] ?? load()
    if (kind === 'sign in') {
      count++
      const login = `user${count}`
      const token = twitch.grant(`SECRET${login}`, { login })
      owners.set(token, login)
      auth.signIn({ popup: true }).then(
        session => {
          decided.push(session.login)
          if (session.login !== login) faults.push(`${login} was told to be ${session.login}`)
        },
        error => {
          if (error.reason !== 'cancelled') faults.push(`${login}: ${error.message}`)
        },
      )
      const { hash } = new URL(agreed(popups.at(-1)?.url ?? new URL(''), token))
      setTimeout(() => hearFromAnotherTab(key, { redirect: hash.slice(1) }), ms)
    } else if (kind === 'sign out') {
      decided.push(null)
      void auth.signOut()
    } else if (kind === 'call') {
      auth.getCredentials?.().then(
        ({ token, session }) => {
          if (owners.get(token) !== session.login) faults.push(`${owners.get(token)}'s token with ${session.login}`)
        },
        error => {
          if (error.code !== 'token') faults.push(error.message)
        },
      )
    } else if (kind === 'end') {
      const { session } = auth.state
      if (session) {
        decided.push('somebody')
        for (const [token, login] of owners) {
          if (login !== session.login) continue
          twitch.revoke(token)
          auth.invalidate(token)
        }
      }
    } else if (kind === 'late') vi.setSystemTime(Date.now() + 3_700_000)
    else if (kind === 'load') tabs[index] = load()
    else wake()
    await pass(ms)
  }
  await pass(20_000)
  wake()
  await pass(20_000)
  const restoring = Promise.all([...tabs, load()].map(tab => tab.restore()))
  await pass(20_000)
  const logins = (await restoring).map(session => session?.login ?? null)
  const stored = page.local.items.get(key) ?? ''
  for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener)
  listening.mockClear()
  vi.clearAllTimers()
  return { twitch, decided, faults, logins, stored, owners }
}

it.each([
  ['quick', 0],
  ['slow', 20],
])(
  'three tabs with a %s storage end with the user of the last decision, in any order of events',
  async (_, slowness) => {
    stopTime()
    await fc.assert(
      fc.asyncProperty(acts, fc.array(fc.constantFrom(0, 10, 200, 2000), { minLength: 1 }), async (plan, delays) => {
        const { twitch, decided, faults, logins, stored, owners } = await play(plan, delays, slowness)
        expect(faults).toEqual([])
        const last = decided.at(-1)
        // All tabs agree with each other and with a reload.
        expect(new Set(logins).size).toBe(1)
        // A revoked token ends its session, and so does a sign-out.
        if (last !== 'somebody' && !slowness) expect(logins[0]).toBe(last)
        if (last === null) {
          expect(stored).not.toContain('SECRET')
          expect(logins[0]).toBeNull()
        }
        for (const [token, login] of owners) if (login === logins[0]) expect(twitch.isValid(token)).toBe(true)
      }),
      { numRuns: 200, examples: [[twoSignIns, [0]]] },
    )
  },
)
