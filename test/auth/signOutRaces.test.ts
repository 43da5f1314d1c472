// @vitest-environment happy-dom
import fc from 'fast-check'
import { type DeviceCodeAuth, deviceCode, type TokenStorage } from 'tinyhelix'
import { expect, it, vi } from 'vitest'
import { openPage } from './page.ts'
import { device, hour, json, pass, refusal, startTwitch, stopTime, token, validate } from './twitch.ts'

/** What happens at which moment, in milliseconds. */
interface Race {
  /** How long it takes until a tab sees what another tab has stored. */
  readonly lag: number
  /** How long a message of another tab is on its way. */
  readonly delay: number
  readonly renewal: number
  readonly validation: number
  /** When the user signs out, and in which tab: the one that renews is the first one. */
  readonly signOut: number
  readonly tab: number
  /** Whether the user signs in again at once, in the tab of the sign-out. */
  readonly isBack: boolean
}

let plays = 0

/** Tabs whose storage and messages take a moment, as those of different processes do. */
async function play({ lag, delay, renewal, validation, signOut, tab, isBack }: Race) {
  const name = `race${++plays}`
  const key = `tinyhelix:client:${name}`
  const twitch = startTwitch()
  const listening = vi.spyOn(globalThis, 'addEventListener')
  const channels = new Set<Channel>()
  class Channel {
    onmessage: ((event: { readonly data: unknown }) => void) | null = null
    constructor() {
      channels.add(this)
    }
    postMessage(data: unknown) {
      for (const other of channels) if (other !== this) setTimeout(() => other.onmessage?.({ data }), delay)
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel)

  const writes: { by: number; at: number; name: string; value: string | null }[] = []
  const viewOf = (by: number, name: string) =>
    writes.filter(write => write.name === name && (write.by === by || write.at <= Date.now() - lag)).at(-1)?.value ??
    null
  const storageOf = (by: number): TokenStorage => {
    const write = (name: string, value: string | null) => {
      writes.push({ by, at: Date.now(), name, value })
      setTimeout(() => dispatchEvent(new StorageEvent('storage', { key: name })), lag)
    }
    return { getItem: name => viewOf(by, name), setItem: write, removeItem: name => write(name, null) }
  }

  const given: string[] = []
  const give = () => {
    const access_token = twitch.grant(`SECRET${given.length}`, { expiresAt: Date.now() + 4 * hour })
    given.push(access_token)
    return json(200, { access_token, refresh_token: `SECRETrefresh${given.length}`, expires_in: 14_400, scope: [] })
  }
  const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
  twitch.answer(device, () =>
    json(200, {
      device_code: 'SECRETdevice',
      user_code: 'ABCD',
      verification_uri: 'https://t.example/',
      expires_in: 1800,
    }),
  )
  twitch.answer(token, async ({ form }) => {
    if (form.has('device_code')) return give()
    // Twitch takes the refresh token, and its answer is on its way.
    const answer = give()
    await later(renewal)
    return answer
  })
  twitch.answer(validate, async ({ headers }) => {
    await later(validation)
    const isValid = twitch.isValid(headers.authorization?.replace('OAuth ', '') ?? '')
    if (!isValid) return refusal(401, 'invalid access token')
    return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in: 14_400 })
  })

  const tabs = [0, 1].map(by => deviceCode({ clientId: 'client', name, ...twitch.network, storage: storageOf(by) }))
  const [renewing, other] = tabs as [DeviceCodeAuth, DeviceCodeAuth]
  const restoring = Promise.all(tabs.map(auth => auth.restore()))
  await pass(1000)
  await restoring
  const signIn = (auth: DeviceCodeAuth) => void auth.signIn({ onCode: () => {} }).catch(() => {})
  signIn(renewing)
  await pass(10_000)
  expect(tabs.map(auth => auth.state.status)).toEqual(['signed-in', 'signed-in'])

  twitch.revoke('SECRET0')
  renewing.invalidate('SECRET0')
  renewing.getToken().catch(() => {})
  await pass(signOut)
  const leaving = tab ? other : renewing
  const undone: string[] = []
  void leaving.signOut()
  leaving.subscribe(({ status }) => void undone.push(status))
  undone.length = 0
  if (isBack) signIn(leaving)
  await pass(20_000)
  const outcome = {
    statuses: tabs.map(auth => auth.state.status),
    entries: [0, 1].map(by => viewOf(by, key)),
    undone: [...undone],
    live: given.filter(token => twitch.isValid(token)),
  }
  // They would go on listening, and looking at the clock.
  for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener)
  listening.mockRestore()
  await Promise.all(tabs.map(auth => auth.signOut()))
  return outcome
}

it('a sign-out is final, whenever another tab renews the token, and however long storage and messages take', async () => {
  stopTime()
  openPage()
  const races = fc.record({
    lag: fc.constantFrom(0, 1, 10, 40),
    delay: fc.constantFrom(0, 1, 10, 40, 100),
    renewal: fc.constantFrom(0, 10, 60),
    validation: fc.constantFrom(0, 10, 60),
    signOut: fc.nat(250),
    tab: fc.nat(1),
    isBack: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(races, async race => {
      const { statuses, entries, undone, live } = await play(race)
      if (race.isBack) {
        expect(statuses).toEqual(['signed-in', 'signed-in'])
        const [entry] = entries
        expect(entries).toEqual([entry, entry])
        expect(live).toEqual([JSON.parse(String(entry)).token])
      } else {
        expect({ statuses, entries, undone, live }).toEqual({
          statuses: ['signed-out', 'signed-out'],
          entries: [null, null],
          undone: [],
          live: [],
        })
      }
    }),
    { numRuns: 300 },
  )
})
