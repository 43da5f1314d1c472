import { type ClientSettings, createClient } from '../client.ts'
import type { EventType } from '../eventsub/eventType.ts'
import { streamOffline } from '../eventsub/types/streamOffline.ts'
import { streamOnline } from '../eventsub/types/streamOnline.ts'
import type { Scope } from '../scope.ts'
import type { HelixClient, Network, TokenKind } from '../spec.ts'
import { createExtensionHelper, type ExtensionHelperOptions, type FakeExtensionHelper } from './extensionHelper.ts'
import { createFakeAuth, createGrantedAuth, type FakeAuth, type GrantedToken, sessionOf } from './fakeAuth.ts'
import { chatSettingsOf, settingsEvent } from './features/chatSettings.ts'
import { endLapsed } from './features/eventSubLapses.ts'
import { changeWorld, routesOf } from './features/feature.ts'
import * as features from './features/index.ts'
import { streamBegins } from './features/streams.ts'
import { readRecording } from './recording/recordedEvent.ts'
import { playRecording, type Replay, type ReplayOptions } from './recording/replay.ts'
import { ownScenes } from './scenes/index.ts'
import { type OwnScene, type Playing, playScene, type Scene } from './scenes/scene.ts'
import { createStorageState, type StorageState, type StorageStateOptions } from './storageState.ts'
import { createControls, type EventSubControls } from './wire/eventsub/controls.ts'
import { emit } from './wire/eventsub/emit.ts'
import { createWebSocketClass, type FakeWebSocketClass } from './wire/eventsub/fakeWebSocket.ts'
import type { Emitted } from './wire/eventsub/fillIn.ts'
import { type Connection, connect, type Peer } from './wire/eventsub/sessions.ts'
import { type FakeEndpoint, readEndpoint } from './wire/helix/ownEndpoint.ts'
import { createHelix } from './wire/helix/router.ts'
import { specs } from './wire/helix/specs.ts'
import { createFaults, type Fault, type Faults } from './wire/http/faults.ts'
import { type FakeAnswer, type FakeRequest, fromRequest, toResponse } from './wire/http/message.ts'
import { asPage } from './wire/http/pageFetch.ts'
import { createLog, type LoggedRequest, type RequestLog } from './wire/http/requestLog.ts'
import { dataAddress, dataURL } from './wire/images/dataAddress.ts'
import { connectChat, createIRCControls, type IRCControls } from './wire/irc/chat.ts'
import { confidentialApplication, demoApplication, type FakeApplication } from './wire/oauth/applications.ts'
import { decide, findWaiting } from './wire/oauth/device.ts'
import { implicitLifetime, type OAuthState, unknownScope } from './wire/oauth/oauthState.ts'
import { scopesWith } from './wire/oauth/scopeWords.ts'
import { createSites } from './wire/sites.ts'
import { tokensOf } from './wire/tokens.ts'
import type { FakeUser } from './world/fakeUser.ts'
import { readUsers } from './world/ownUsers.ts'
import { type Person, usersOf } from './world/users.ts'
import type { World } from './world/world.ts'

/** Options of a fake. */
export interface FakeTwitchOptions {
  /** The same seed creates the same users, channels and lists. @defaultValue `1` */
  readonly seed?: number | undefined
  /** The time, in milliseconds since 1970. @defaultValue `Date.now` at each call */
  readonly now?: (() => number) | undefined
  /**
   * Whether `fetch` behaves as in a page on another origin, with Twitch's CORS policy: it sends a preflight, fails if
   * the policy forbids the request, and hides response headers. `false`: it behaves as on a server, without CORS.
   * @defaultValue `true`
   */
  readonly cors?: boolean | undefined
  /**
   * Endpoints of your own, created with `defineEndpoint`. The fake checks token, scopes and parameters as for all
   * endpoints, and generates answers from their schemas. If the schema of a row comes from another library than
   * valibot, give a sample row: `{ endpoint, sample: { … } }`.
   * @defaultValue none
   */
  readonly endpoints?: readonly FakeEndpoint[] | undefined
  /** Registered applications. @defaultValue a public and a confidential one */
  readonly applications?: readonly FakeApplication[] | undefined
  /** The polling interval of a sign-in by device code, in seconds. @defaultValue `5` */
  readonly deviceIntervalSeconds?: number | undefined
  /** @defaultValue `https://api.twitch.tv/helix` */
  readonly baseURL?: string | undefined
  /** @defaultValue `https://id.twitch.tv/oauth2` */
  readonly authURL?: string | undefined
  /** @defaultValue `wss://eventsub.wss.twitch.tv/ws` */
  readonly eventSubURL?: string | undefined
  /** @defaultValue `wss://irc-ws.chat.twitch.tv` */
  readonly ircURL?: string | undefined
  /** The page where users type a device code. @defaultValue `https://www.twitch.tv/activate` */
  readonly activateURL?: string | undefined
  /** The base URL of generated images. @defaultValue data URLs, which load without a server */
  readonly imagesURL?: string | undefined
  /**
   * How many milliseconds the subscriptions of a lost connection still count. Twitch notices a lost connection after up
   * to 40,000 milliseconds, and may refuse new subscriptions with 429 until then.
   * @defaultValue `0`
   */
  readonly reapAfter?: number | undefined
  /**
   * The delay in milliseconds before `getStreams` shows the effect of {@link FakeTwitch.online} and `offline`.
   * @defaultValue `20_000`
   */
  readonly streamLag?: number | undefined
  /**
   * Users of your own in addition to those of the fake. Each has a channel, with a stream, followers and videos as other
   * channels have them, and can be chosen where users sign in.
   *
   * @example
   * ```ts
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch({ users: [{ login: 'my_channel', display_name: 'My Channel' }] })
   * const client = fake.client({ user: 'my_channel' })
   * ```
   *
   * @defaultValue none
   */
  readonly users?: readonly FakeUser[] | undefined
  /** Types of events in addition to those of `tinyhelix/eventsub`. @defaultValue none */
  readonly eventTypes?: readonly EventType<unknown, unknown>[] | undefined
  /** Scenes of your own for {@link FakeTwitch.play}. @defaultValue none */
  readonly scenes?: readonly Scene[] | undefined
}

/** Options of a new token. */
export interface GrantOptions {
  /** @defaultValue `'user'` */
  readonly kind?: TokenKind | undefined
  /** The user by login or id, for kinds of token with a user. @defaultValue `'ada'` */
  readonly user?: string | undefined
  /** @defaultValue all scopes */
  readonly scopes?: readonly Scope[] | undefined
  /** @defaultValue the fake's {@link FakeTwitch.clientId} */
  readonly clientId?: string | undefined
  /** The lifetime in seconds; `null` for no end. @defaultValue 60 days */
  readonly expiresInSeconds?: number | null | undefined
}

/** The scenes of every fake. */
export type SceneName =
  | 'follow'
  | 'gifts'
  | 'raid'
  | 'train'
  | 'chat'
  | 'poll'
  | 'prediction'
  | 'redemptions'
  | 'bans'
  | 'online'
  | 'offline'

/** Options of {@link FakeTwitch.play}. */
export interface PlayOptions {
  /** Where it plays, by login or id. @defaultValue `'ada'` */
  readonly channel?: string | undefined
}

/** Options of {@link FakeTwitch.emit}. */
export interface EmitOptions {
  /** Whether the data of the fake changes as the event says. @defaultValue `true` */
  readonly world?: boolean | undefined
}

/** A fake of Twitch: its API, its sign-in and its data. All data is invented, and belongs to this fake only. */
export interface FakeTwitch {
  /** The network for `createClient`, the auths and other functions that reach Twitch. */
  readonly network: {
    readonly baseURL: string
    readonly authURL: string
    readonly eventSubURL: string
    readonly ircURL: string
    /** The base URL of images, for `emoteURL` and `messageParts`. Addresses in answers and events have it already. */
    readonly imagesURL: string
    readonly fetch: typeof globalThis.fetch
    /** A class for sockets that get the fake's events. It has the shape of the platform's class. */
    readonly WebSocket: FakeWebSocketClass
  }
  /**
   * Answers requests without a network: as in a page on another origin, or with `cors: false` as on a server, which sees
   * all response headers and redirections.
   */
  readonly fetch: typeof globalThis.fetch
  /** Accepts a connection to the URL of EventSub or of the chat, for servers with their own sockets. */
  readonly connect: (address: string, connection: Connection) => Peer
  /** The client id of a registered public application. It is also the id of an extension. */
  readonly clientId: string
  /** Returns a client that is signed in, without a sign-in and without a request. */
  readonly client: MakeClient
  /**
   * Returns an auth that is signed in as a user, by login or id, without a sign-in and without a request. Its user can
   * sign out, sign in and switch. `null`: nobody is signed in at first. Each auth has a token of its own.
   *
   * @example
   * ```ts
   * import { createClient, getUsers } from 'tinyhelix'
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch()
   * const auth = fake.auth('ada')
   * const client = createClient({ auth, ...fake.network })
   * await auth.signIn({ user: 'pixelfox' })
   * console.log((await getUsers(client))[0]?.login) // 'pixelfox'
   * await auth.signOut()
   * ```
   */
  readonly auth: (user?: string | null, options?: FakeAuthOptions) => FakeAuth
  /** Issues a token. */
  readonly grant: (options?: GrantOptions) => string
  /**
   * Revokes a token, like a user who disconnects the application. It also ends the event subscriptions that the token
   * made, and those for which no token with their scopes is left.
   */
  readonly revoke: (token: string) => void
  /** Acts as the user on an authorize page, and returns the URL that the browser is redirected to. */
  readonly consent: (
    authorizeURL: string,
    options?: { readonly user?: string; readonly deny?: boolean },
  ) => Promise<string>
  /** Acts as the user who enters a device code. */
  readonly activate: (userCode: string, options?: { readonly user?: string; readonly deny?: boolean }) => void
  /**
   * Returns a replacement for `window.Twitch.ext` in an extension's front end: a page of its own, with its viewer. Its
   * `control` is what Twitch and the viewer do around it. All pages of a fake share configuration, messages and Bits with
   * each other and with the endpoints of extensions. Tokens are signed with the secret of `getExtensionSecrets`.
   *
   * @example
   * ```ts
   * import { createClient, extensionHelper, getStreams } from 'tinyhelix'
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch()
   * const auth = extensionHelper(fake.extensionHelper({ channel: 'ada', user: 'pixelfox' }))
   * await getStreams(createClient({ auth, ...fake.network }))
   * console.log(auth.state.session?.channelId) // '1001'
   * ```
   */
  readonly extensionHelper: (options: ExtensionHelperOptions) => FakeExtensionHelper
  /**
   * Returns the storage of a browser in which a user has signed in with `implicitGrant` or `deviceCode`, for
   * Playwright.
   *
   * @example
   * ```ts
   * import { serveFakeTwitch } from 'tinyhelix/testing/node'
   *
   * const { fake } = await serveFakeTwitch({ port: 4000 })
   * const storageState = fake.storageState({ origin: 'http://localhost:5173', user: 'ada' })
   * // Playwright: `browser.newContext({ storageState })`
   * ```
   */
  readonly storageState: (options: StorageStateOptions) => StorageState
  /** Makes requests fail. Returns a function to stop. */
  readonly fail: (fault: Fault) => () => void
  /** The requests so far without preflights, the oldest first; at most the last 1,000. */
  readonly requests: readonly LoggedRequest[]
  /** Returns a user by login or id. */
  readonly user: (loginOrId: string) => Person
  /**
   * Sends an event to every matching subscription, and returns how many got it. You can leave out the names that belong
   * to ids, times (`*_at`) and the event's own `id`: the fake fills them in.
   *
   * What the event says is true from then on: after a `channel.follow`, `getChannelFollowers` has the follower. An event
   * about a row that exists changes that row. Ids that nobody has change nothing. Only this event is sent, not the other
   * events that a write sends.
   *
   * @param options - `world: false` sends the event and leaves the data of the fake as it is.
   *
   * @throws {Error} If the event does not match its type. The message names the field.
   * @example
   * ```ts
   * import { channelFollow } from 'tinyhelix/eventsub'
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch()
   * const count = fake.emit(channelFollow, { user_id: '1002', broadcaster_user_id: fake.user('ada').id })
   * console.log(count) // 0: nobody has subscribed
   * ```
   */
  readonly emit: <C, E>(type: EventType<C, E>, event: NoInfer<Emitted<E>>, options?: EmitOptions) => number
  /**
   * Plays a scene: a series of events, as they come in an evening. What they say is true from then on. Each time, other
   * viewers take part, and messages have other ids. There are `follow`, `gifts` (ten gift subscriptions), `raid` (of
   * 200, who chat), `train` (a Hype Train to level 3), `chat` (50 messages in a second), `poll`, `prediction`,
   * `redemptions` (a queue), `bans` (of spammers), `online`, `offline`, and those of the option `scenes`.
   *
   * @throws {Error} If there is no such scene.
   * @example
   * ```ts
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch()
   * await fake.play('raid', { channel: 'ada' }).finished
   * const chat = fake.play('chat')
   * chat.stop()
   * ```
   */
  readonly play: (name: SceneName | (string & {}), options?: PlayOptions) => Playing
  /**
   * Replays a recording of `recordEvents`: its lines, or the text of its file. What the events say is true from then on.
   * Times in them move to now, at the replay's speed. Another replay ends the one before.
   *
   * @throws {Error} If a line is not an event of a recording. The message has the line's number.
   * @example
   * ```ts
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * declare const recording: string // the text of a file
   * const fake = createFakeTwitch()
   * const replay = fake.replay(recording, { speed: 10, from: 60_000 })
   * replay.pause()
   * replay.jump(90_000)
   * replay.play()
   * await replay.finished
   * ```
   */
  readonly replay: (recording: string | readonly string[], options?: ReplayOptions) => Replay
  /**
   * Simulates problems of event sockets.
   *
   * @example
   * ```ts
   * import { channelFollow } from 'tinyhelix/eventsub'
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const { eventSub } = createFakeTwitch()
   * console.log(eventSub.sessions)
   * eventSub.reconnect() // Twitch asks pages to move
   * eventSub.revoke(channelFollow, 'moderator_removed')
   * eventSub.drop() // the network fails
   * ```
   */
  readonly eventSub: EventSubControls
  /**
   * Simulates problems of the chat that `anonymousChat` of `tinyhelix/chat` reads.
   *
   * @example
   * ```ts
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const { irc } = createFakeTwitch()
   * console.log(irc.clients)
   * irc.reconnect() // Twitch asks pages to connect again
   * irc.drop() // the network fails
   * ```
   */
  readonly irc: IRCControls
  /**
   * Starts a stream by its user's login or id. It sends `stream.online` at once. As at Twitch, `getStreams` lists the
   * stream later, after `streamLag`. Returns how many subscriptions got the event.
   *
   * @example
   * ```ts
   * import { createFakeTwitch } from 'tinyhelix/testing'
   *
   * const fake = createFakeTwitch({ streamLag: 0 })
   * fake.offline('ada')
   * fake.online('ada')
   * ```
   */
  readonly online: (loginOrId: string) => number
  /** Ends a stream in the same way, and sends `stream.offline`. */
  readonly offline: (loginOrId: string) => number
}

/** Options of {@link FakeTwitch.auth}. */
export interface FakeAuthOptions extends Omit<GrantOptions, 'kind' | 'user'> {}

/** Options for {@link FakeTwitch.client}: the token of the client, and client options such as `retry: false`. */
export interface FakeClientOptions extends Omit<GrantOptions, 'kind'>, Omit<ClientSettings, keyof Network> {}

/** The same with the token's kind. */
export interface ClientChoice<K extends TokenKind> extends FakeClientOptions {
  readonly kind: K
}

/** Creates clients that are signed in. Without a `kind`, the client has a user token. */
export interface MakeClient {
  (options?: FakeClientOptions): HelixClient<'user'>
  <K extends TokenKind>(options: ClientChoice<K>): HelixClient<K>
}

/**
 * Creates a fake of Twitch that runs in every JavaScript environment. It is as strict as Twitch: it checks tokens,
 * scopes, required parameters, limits, ids that must be your own, rate limits and CORS.
 *
 * @example
 * ```ts
 * import { getStreams } from 'tinyhelix'
 * import { createFakeTwitch } from 'tinyhelix/testing'
 *
 * const fake = createFakeTwitch()
 * const streams = await getStreams(fake.client())
 * ```
 */
export function createFakeTwitch(options: FakeTwitchOptions = {}): FakeTwitch {
  const {
    seed = 1,
    now = () => Date.now(),
    cors = true,
    endpoints = [],
    applications = [demoApplication, confidentialApplication],
    deviceIntervalSeconds = 5,
    baseURL = 'https://api.twitch.tv/helix',
    authURL = 'https://id.twitch.tv/oauth2',
    eventSubURL = 'wss://eventsub.wss.twitch.tv/ws',
    ircURL = 'wss://irc-ws.chat.twitch.tv',
    activateURL = 'https://www.twitch.tv/activate',
    imagesURL: givenImagesURL,
    reapAfter = 0,
    streamLag = 20_000,
    users = [],
    eventTypes = [],
    scenes: givenScenes = [],
  } = options
  const imagesURL = givenImagesURL?.replace(/\/+$/, '') ?? dataURL
  const clientId = applications[0]?.id ?? demoApplication.id
  const world: World = {
    seed,
    clientId,
    now,
    begun: now(),
    image: path => (givenImagesURL === undefined ? dataAddress(path) : `${imagesURL}/${path}`),
    eventSubURL,
    reapAfter,
    streamLag,
    users: readUsers(users),
    eventTypes: eventTypes.map(({ spec }) => spec),
  }
  const tokens = tokensOf(world)
  const own = endpoints.map(readEndpoint)
  const oauth: OAuthState = {
    world,
    tokens,
    applications: new Map(applications.map(application => [application.id, application])),
    scopes: scopesWith([...specs, ...own.map(({ spec }) => spec)]),
    consents: new Map(),
    devices: new Map(),
    deviceIntervalSeconds,
    activateURL,
  }
  const faults = createFaults()
  const log = createLog()

  const routes = routesOf(everyFeature)
  const answer = createSites({
    addresses: { baseURL, authURL, activateURL, imagesURL: givenImagesURL },
    helix: createHelix(world, tokens, routes, own),
    oauth,
    log,
    faults,
    onAnswer: () => endLapsed(world),
  })
  const seen = cors ? asPage(answer) : answer
  const fakeFetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    const answered = fromRequest(request)
      .then(asked => seen(asked, request.credentials))
      .then(toResponse)
    // The work continues after the abort, and its error must not be reported a second time.
    answered.catch(() => {})
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      answered.then(resolve, reject)
    })
  }

  const user = (loginOrId: string): Person => {
    const { byId, byLogin } = usersOf(world)
    const found = byLogin(loginOrId) ?? byId(loginOrId)
    if (found) return found
    const some = usersOf(world)
      .all.slice(0, 6)
      .map(({ login }) => login)
    throw new Error(`The fake has no user ${loginOrId}. It has ${some.join(', ')} and more.`)
  }
  const issue = ({
    kind = 'user',
    user: name = 'ada',
    scopes: chosen,
    clientId: issuedTo = clientId,
    expiresInSeconds = implicitLifetime,
  }: GrantOptions = {}): GrantedToken => {
    const ofUser = kind === 'user'
    const scopes = chosen ?? oauth.scopes
    const unknown = unknownScope(oauth, scopes)
    if (unknown !== undefined) throw new Error(`Twitch has no scope ${unknown}.`)
    const person = ofUser ? user(name) : null
    const token = tokens.issue({
      kind,
      clientId: issuedTo,
      userId: person?.id ?? null,
      scopes: ofUser ? scopes : [],
      expiresIn: expiresInSeconds,
    })
    return { ...token, user: person }
  }

  const revoke = (token: string) => {
    tokens.revoke(token)
    endLapsed(world)
  }
  const authOf: FakeTwitch['auth'] = (name = 'ada', { scopes, ...options } = {}) =>
    createFakeAuth({ issue: (user, scopes) => issue({ ...options, user, scopes }), revoke }, name, scopes)

  const ircHome = new URL(ircURL)
  const openConnection: FakeTwitch['connect'] = (address, connection) => {
    const { host, pathname } = new URL(address)
    if (host !== ircHome.host || pathname !== ircHome.pathname) return connect(world, address, connection)
    return connectChat(world, connection, channelId => settingsEvent(chatSettingsOf(world, channelId)))
  }
  const WebSocket = createWebSocketClass([eventSubURL, ircURL], openConnection)
  const network = { baseURL, authURL, eventSubURL, ircURL, imagesURL, fetch: fakeFetch, WebSocket }
  function client(options?: FakeClientOptions): HelixClient<'user'>
  function client<K extends TokenKind>(options: ClientChoice<K>): HelixClient<K>
  function client({
    kind = 'user',
    user: name,
    scopes,
    expiresInSeconds,
    ...settings
  }: GrantOptions & FakeClientOptions = {}): HelixClient<TokenKind> {
    const granted = { scopes, expiresInSeconds, clientId: settings.clientId }
    return createClient({
      ...settings,
      ...network,
      auth:
        kind === 'user' ? authOf(name, granted) : createGrantedAuth(kind, issue({ kind, ...granted }), sessionOf).auth,
    })
  }

  const tell: FakeTwitch['emit'] = (type, event, { world: changesWorld = true } = {}) => {
    const change = (complete: Readonly<Record<string, unknown>>) =>
      changeWorld(everyFeature, world, type.spec, complete)
    return emit(world, type, event, changesWorld ? change : undefined)
  }
  const scenes: readonly OwnScene[] = [...ownScenes, ...givenScenes]

  const fake: FakeTwitch = {
    network,
    fetch: fakeFetch,
    connect: openConnection,
    clientId,
    client,
    auth: authOf,
    grant: options => issue(options).token,
    revoke,
    consent: async (authorizeURL, { user: name = 'ada', deny = false } = {}) => {
      const body = `${new URLSearchParams({ user: user(name).login, decision: deny ? 'cancel' : 'authorize' })}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answered = await answer({ method: 'POST', url: new URL(authorizeURL), headers, body })
      const { location } = answered.headers
      const [, reason = 'it is not the one where people sign in.'] = /<\/h1><p>(.*?)<\/p>/.exec(answered.body) ?? []
      if (location === undefined) throw new Error(`The fake refuses this address: ${reason}`)
      return location
    },
    activate: (userCode, { user: name = 'ada', deny = false } = {}) => {
      const device = findWaiting(oauth, userCode)
      if (!device) throw new Error('No device waits with this code.')
      decide(device, deny ? 'denied' : user(name))
    },
    extensionHelper: options => createExtensionHelper({ ...options, world, clientId, person: user }),
    storageState: options => {
      const person = user(options.user)
      const { clientId, scopes } = options
      return createStorageState(options, issue({ user: person.id, clientId, scopes }), person)
    },
    fail: faults.add,
    requests: log.entries,
    user,
    emit: tell,
    play: (name, { channel = 'ada' } = {}) => {
      const scene = scenes.find(scene => scene.name === name)
      if (!scene) {
        throw new Error(`The fake has no scene ${name}. It has ${scenes.map(({ name }) => name).join(', ')}.`)
      }
      return playScene(scene, {
        world,
        channel: user(channel),
        routes,
        tell: (type, event) => void tell(type, event),
        send: (type, event) => void emit(world, type, event),
      })
    },
    replay: (recording, options = {}) =>
      playRecording(world, readRecording(world, recording), options, (type, event) => void tell(type, event)),
    eventSub: createControls(world),
    irc: createIRCControls(world),
    online: name => tell(streamOnline, streamBegins(world, user(name))),
    offline: name => tell(streamOffline, { broadcaster_user_id: user(name).id }),
  }
  servers.set(fake, { world, answer, faults, log, scenes })
  return fake
}

const everyFeature = Object.values(features)

/** The parts of a fake that servers need. */
interface FakeServer {
  readonly world: World
  /** Answers a request as Twitch's servers do, without the CORS rules of browsers. */
  readonly answer: (request: FakeRequest) => Promise<FakeAnswer>
  readonly faults: Faults
  readonly log: RequestLog
  readonly scenes: readonly OwnScene[]
}

const servers = new WeakMap<FakeTwitch, FakeServer>()

/** Returns the parts of a fake that servers need. */
export function serverOf(fake: FakeTwitch): FakeServer {
  const server = servers.get(fake)
  if (!server) throw new Error('This is no fake of createFakeTwitch.')
  return server
}
