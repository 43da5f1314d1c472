import { type DeviceCodeAuth, deviceCode, type TokenStorage } from 'tinyhelix'
import { expect, vi } from 'vitest'
import { device, hour, json, pass, refusal, startTwitch, token, validate } from './twitch.ts'

/** Durations in milliseconds. */
export interface Delays {
  /** The time until a tab sees what another tab has stored. */
  readonly lag: number
  /** The time until another tab's message arrives. */
  readonly delay: number
  readonly renewal: number
  readonly validation: number
}

let count = 0

/** Opens two tabs with ada signed in. Their storage and messages are delayed, as those of different processes are. */
export async function openRace({ lag, delay, renewal, validation }: Delays) {
  const name = `race${++count}`
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
    close() {
      channels.delete(this)
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

  /** The user who agrees to the next code. */
  let user = 'ada'
  const owners = new Map<string, string>()
  const give = (login: string) => {
    const count = owners.size
    const access_token = twitch.grant(`SECRET${count}`, { login, expiresAt: Date.now() + 4 * hour })
    owners.set(access_token, login)
    return json(200, { access_token, refresh_token: `SECRETrefresh${count}`, expires_in: 14_400, scope: [] })
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
    if (form.has('device_code')) return give(user)
    // Twitch has accepted the refresh token, and its answer is on its way.
    const answer = give('ada')
    await later(renewal)
    return answer
  })
  twitch.answer(validate, async ({ headers }) => {
    await later(validation)
    const token = headers.authorization?.replace('OAuth ', '') ?? ''
    if (!twitch.isValid(token)) return refusal(401, 'invalid access token')
    const login = owners.get(token)
    return json(200, { client_id: 'client', login, user_id: `id-of-${login}`, scopes: [], expires_in: 14_400 })
  })

  const tabs = [0, 1].map(by => deviceCode({ clientId: 'client', name, ...twitch.network, storage: storageOf(by) }))
  const [renewing, other] = tabs as [DeviceCodeAuth, DeviceCodeAuth]
  const restoring = Promise.all(tabs.map(auth => auth.restore()))
  await pass(1000)
  await restoring
  const signIn = (auth: DeviceCodeAuth, login: string) => {
    user = login
    auth.signIn({ onCode: () => {} }).catch(() => {})
  }
  signIn(renewing, 'ada')
  await pass(10_000)
  expect(tabs.map(auth => auth.state.status)).toEqual(['signed-in', 'signed-in'])
  return {
    renewing,
    other,
    signIn,
    /** Makes the first tab renew its token now. */
    renew: () => {
      twitch.revoke('SECRET0')
      renewing.invalidate('SECRET0')
      renewing.getToken().catch(() => {})
    },
    outcome: () => ({
      statuses: tabs.map(auth => auth.state.status),
      logins: tabs.map(auth => auth.state.session?.login ?? null),
      entries: [0, 1].map(by => viewOf(by, key)),
      live: [...owners.keys()].filter(token => twitch.isValid(token)),
    }),
    close: () => {
      listening.mockRestore()
      for (const auth of tabs) auth.close()
    },
  }
}
