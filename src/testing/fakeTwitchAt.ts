import { userToken } from '../auth/userToken.ts'
import { createClient } from '../client.ts'
import type { EventType } from '../eventsub/eventType.ts'
import type { HelixClient } from '../spec.ts'
import type { EmitOptions, FakeClientOptions, GrantOptions, PlayOptions, SceneName } from './fake.ts'
import { networkAt, type ServedNetwork } from './networkAt.ts'
import type { Replay, ReplayOptions } from './recording/replay.ts'
import type { Playing } from './scenes/scene.ts'
import { type ServedExtension, servedExtension } from './servedExtension.ts'
import type { StorageState, StorageStateOptions } from './storageState.ts'
import type { EventSubRevocation, EventSubSession } from './wire/eventsub/controls.ts'
import type { Emitted } from './wire/eventsub/fillIn.ts'
import type { Fault } from './wire/http/faults.ts'
import type { LoggedRequest } from './wire/http/requestLog.ts'
import type { Person } from './world/users.ts'

/** The user and their answer. */
interface Decision {
  readonly user?: string
  readonly deny?: boolean
}

/** A scene that plays in another process. */
export interface ServedPlaying extends Pick<Playing, 'finished'> {
  /** Stops it. Its earlier changes stay. */
  readonly stop: () => Promise<void>
}

/** A recording that is replayed in another process. */
export interface ServedReplay extends ServedPlaying, Pick<Replay, 'count' | 'duration'> {
  /** Resolves to where it is, in milliseconds from the first event. */
  readonly position: () => Promise<number>
  /** Goes on after a pause, or at another speed. */
  readonly play: (options?: { readonly speed?: number | undefined }) => Promise<void>
  readonly pause: () => Promise<void>
  /** Moves to a position. Events in between are not sent. */
  readonly jump: (position: number) => Promise<void>
}

/** A fake Twitch in another process. It has functions of `FakeTwitch`, but they return promises. */
export interface ServedFakeTwitch {
  /** The network for `createClient`, the auths and other functions that reach Twitch. */
  readonly network: ServedNetwork
  /** The client id of its first application. */
  readonly clientId: () => Promise<string>
  /** Returns a client with a user token that is signed in. */
  readonly client: (options?: FakeClientOptions) => Promise<HelixClient<'user'>>
  /** Issues a token. */
  readonly grant: (options?: GrantOptions) => Promise<string>
  /** Revokes a token. */
  readonly revoke: (token: string) => Promise<void>
  /** Acts as the user on an authorize page, and resolves to the URL that the browser is redirected to. */
  readonly consent: (authorizeURL: string, decision?: Decision) => Promise<string>
  /** Acts as the user who enters a device code. */
  readonly activate: (userCode: string, decision?: Decision) => Promise<void>
  /** Resolves to the storage of a browser in which a user has signed in, for Playwright. */
  readonly storageState: (options: StorageStateOptions) => Promise<StorageState>
  /** Makes requests fail. Resolves to a function to stop. */
  readonly fail: (fault: Fault) => Promise<() => Promise<void>>
  /** Resolves to the requests so far. */
  readonly requests: () => Promise<readonly LoggedRequest[]>
  /** Resolves to a user by login or id. */
  readonly user: (loginOrId: string) => Promise<Person>
  /** Sends an event to every matching subscription, and resolves to how many got it. What it says is true from then on. */
  readonly emit: <C, E>(type: EventType<C, E>, event: NoInfer<Emitted<E>>, options?: EmitOptions) => Promise<number>
  /** Plays a scene. Resolves when it has begun. */
  readonly play: (name: SceneName | (string & {}), options?: PlayOptions) => Promise<ServedPlaying>
  /** Replays a recording of `recordEvents`. Resolves when it has begun. */
  readonly replay: (recording: string | readonly string[], options?: ReplayOptions) => Promise<ServedReplay>
  /** Starts a stream, and resolves to how many subscriptions got the event. */
  readonly online: (loginOrId: string) => Promise<number>
  /** Ends a stream, and resolves to how many subscriptions got the event. */
  readonly offline: (loginOrId: string) => Promise<number>
  /** The extension of the fake, its configuration and messages, and the pages that its rig shows. */
  readonly extension: ServedExtension
  /** Simulates problems of event sockets. */
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
 * Controls a fake Twitch that another process serves, such as `npx tinyhelix fake`, from a test in Node. A page can use
 * only its URLs, because a page is not a safe place for a function that issues tokens.
 *
 * @param url - The URL of the fake, such as `http://localhost:4000`.
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
  const network = networkAt(url)
  const address = url.replace(/\/+$/, '')

  /** Sends a request to the fake's control page. The callers below define the type of the answer. */
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
    network,
    clientId: () => call('clientId'),
    client: async ({ user = 'ada', scopes, clientId, expiresInSeconds, ...settings } = {}) => {
      const token: string = await call('grant', { user, scopes, clientId, expiresInSeconds })
      const auth = userToken(token, { user: await call('user', user) })
      return createClient({ ...settings, ...network, auth })
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
    emit: ({ spec: { type, version } }, event, options) => count('emit', { type, version, event, options }),
    play: async (name, { channel = 'ada' } = {}) => {
      const { id } = await post('scene', { name, user: channel })
      const finished = post('ended', { id }).then(() => {})
      // No caller waits for this promise.
      finished.catch(() => {})
      return {
        finished,
        stop: async () => {
          await post('stop', { id })
        },
      }
    },
    replay: async (recording, options) => {
      const { id, count, duration } = await post('replay', { recording, ...options })
      const finished = post('replayed', { id }).then(() => {})
      // No caller waits for this promise.
      finished.catch(() => {})
      const tell = async (does: string, more?: object) => {
        await post('timeline', { id, does, ...more })
      }
      return {
        count,
        duration,
        finished,
        position: async () => (await post('timeline', { id })).position,
        play: options => tell('play', options),
        pause: () => tell('pause'),
        jump: position => tell('jump', { position }),
        stop: () => tell('stop'),
      }
    },
    online: user => count('stream', { user, isOnline: true }),
    offline: user => count('stream', { user, isOnline: false }),
    extension: servedExtension(address, post),
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
