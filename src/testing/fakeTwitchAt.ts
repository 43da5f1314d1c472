import { userToken } from '../auth/userToken.ts'
import { createClient } from '../client.ts'
import type { EventType } from '../eventsub/eventType.ts'
import type { HelixClient } from '../spec.ts'
import type { EventSubRevocation, EventSubSession } from './eventsub/controls.ts'
import type { Emitted } from './eventsub/fillIn.ts'
import type { FakeClientOptions, GrantOptions } from './fake.ts'
import type { Fault } from './http/faults.ts'
import type { LoggedRequest } from './http/requestLog.ts'
import { networkAt, type ServedNetwork } from './networkAt.ts'
import type { StorageState, StorageStateOptions } from './storageState.ts'
import type { Person } from './world/users.ts'

/** What a person answers, and who it is. */
interface Decision {
  readonly user?: string
  readonly deny?: boolean
}

/** A fake Twitch in another process: what `FakeTwitch` does, each with a promise. */
export interface ServedFakeTwitch {
  /** For `createClient` and whatever else talks to the network. */
  readonly options: ServedNetwork
  /** The id of its first application. */
  readonly clientId: () => Promise<string>
  /** A user's client that is signed in. */
  readonly client: (options?: FakeClientOptions) => Promise<HelixClient<'user'>>
  /** Gives out a token. */
  readonly grant: (options?: GrantOptions) => Promise<string>
  /** Ends a token. */
  readonly revoke: (token: string) => Promise<void>
  /** Does what a person does at an authorize address: gives the address that the browser is sent to. */
  readonly consent: (authorizeURL: string, decision?: Decision) => Promise<string>
  /** Does what a person does with the code that a device shows. */
  readonly activate: (userCode: string, decision?: Decision) => Promise<void>
  /** The storage of a browser in which a user has signed in, for Playwright. */
  readonly storageState: (options: StorageStateOptions) => Promise<StorageState>
  /** Lets requests go wrong; the function that it gives ends this. */
  readonly fail: (fault: Fault) => Promise<() => Promise<void>>
  /** What was asked so far. */
  readonly requests: () => Promise<readonly LoggedRequest[]>
  /** A user by login or id. */
  readonly user: (loginOrId: string) => Promise<Person>
  /** Sends an event to every subscription that is for it, and gives how many got it. */
  readonly emit: <C, E>(type: EventType<C, E>, event: NoInfer<Emitted<E>>) => Promise<number>
  /** Begins a stream, and gives how many got the event. */
  readonly online: (loginOrId: string) => Promise<number>
  /** Ends a stream, and gives how many got the event. */
  readonly offline: (loginOrId: string) => Promise<number>
  /** What can happen to sockets for events. */
  readonly eventSub: {
    readonly sessions: () => Promise<readonly EventSubSession[]>
    readonly close: (code?: number) => Promise<number>
    readonly drop: () => Promise<number>
    readonly reconnect: (options?: { readonly broken?: boolean }) => Promise<number>
    readonly silence: (isSilent: boolean) => Promise<void>
    readonly repeat: () => Promise<number>
    readonly revoke: (type: EventType<unknown, unknown>, status?: EventSubRevocation) => Promise<number>
  }
}

/**
 * A fake Twitch that another process serves, such as `npx tinyhelix fake`: its addresses, and what a test in Node does with
 * it. A page can take its addresses only: it would not be a safe place for what gives out tokens.
 *
 * @param url - Where it is served, such as `http://localhost:4000`.
 * @example
 * ```ts
 * import { getChannelFollowers } from 'tinyhelix'
 * import { fakeTwitchAt } from 'tinyhelix/testing'
 *
 * const twitch = fakeTwitchAt('http://localhost:4000')
 * const client = await twitch.client({ user: 'ada' })
 * const lift = await twitch.fail({ path: '/channels/followers', status: 503, times: 1 })
 * console.log((await getChannelFollowers(client)).length)
 * await lift()
 * ```
 */
export function fakeTwitchAt(url: string): ServedFakeTwitch {
  const options = networkAt(url)
  const address = url.replace(/\/+$/, '')

  /** Asks the fake's page of controls. The callers below say what it answers. */
  const post = async (name: string, body: object = {}) => {
    const answer = await fetch(`${address}/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(error => {
      throw new Error(`No fake Twitch is served at ${address}: start it with npx tinyhelix fake.`, { cause: error })
    })
    const outcome = await answer.json()
    if (answer.ok) return outcome
    throw new Error(outcome.error)
  }
  const call = async (name: string, ...args: readonly unknown[]) => (await post('call', { name, args })).value
  const count = async (name: string, body?: object): Promise<number> => (await post(name, body)).count

  return {
    options,
    clientId: () => call('clientId'),
    client: async ({ user = 'ada', scopes, clientId, expiresIn, ...settings } = {}) => {
      const token: string = await call('grant', { user, scopes, clientId, expiresIn })
      const auth = userToken(token, { user: await call('user', user) })
      return createClient({ ...settings, ...options, auth })
    },
    grant: options => call('grant', options),
    revoke: token => call('revoke', token),
    consent: (authorizeURL, decision) => call('consent', authorizeURL, decision),
    activate: (userCode, decision) => call('activate', userCode, decision),
    storageState: options => call('storageState', options),
    fail: async ({ path, ...fault }) => {
      const isPattern = path instanceof RegExp
      const { id } = await post('fail', {
        fault: { ...fault, ...(!isPattern && { path }) },
        ...(isPattern && { pattern: path.source, flags: path.flags }),
      })
      return async () => {
        await post('lift', { id })
      }
    },
    requests: () => call('requests'),
    user: name => call('user', name),
    emit: ({ spec: { type, version } }, event) => count('emit', { type, version, event }),
    online: user => count('stream', { user, isOnline: true }),
    offline: user => count('stream', { user, isOnline: false }),
    eventSub: {
      sessions: () => call('sessions'),
      close: (code = 4000) => count('close', { code }),
      drop: () => count('drop'),
      reconnect: ({ broken = false } = {}) => count('reconnect', { broken }),
      silence: async isSilent => {
        await post('silence', { isSilent })
      },
      repeat: () => count('repeat'),
      revoke: ({ spec: { type, version } }, status = 'authorization_revoked') =>
        count('revoke', { type, version, status }),
    },
  }
}
