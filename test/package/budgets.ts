/**
 * The imports of a page: names by entry. `*` stands for all exports, `endpoints` for all endpoints and `eventTypes` for
 * all event types.
 */
export type Imports = Readonly<Record<string, readonly string[]>>

/** The measured part: with the package's dependencies or without. A page's framework and TanStack's part never count. */
export type Part = 'total' | 'own'

/** A way to import the package, and its maximum size on any bundler in bytes, minified and compressed with brotli. */
export interface Shape {
  /** The description for readers. */
  readonly title: string
  readonly imports: Imports
  /** The maximum with the package's dependencies. */
  readonly total?: number
  /** The maximum without them. */
  readonly own?: number
}

/** The size of one more part of a page. */
export interface Addition {
  /** The description for readers. */
  readonly title: string
  /** The page's other imports. Empty: the part is measured alone, without everything that it imports. */
  readonly beside?: Imports
  readonly imports: Imports
  readonly part: Part
  /** The maximum increase in bytes on any bundler. */
  readonly most: number
}

const page = (...names: string[]): Imports => ({ tinyhelix: ['createClient', ...names] })

const first = page('userToken', 'getStreams')

const ten = [
  'getUsers',
  'getChannelInformation',
  'getChannelFollowers',
  'searchChannels',
  'getTopGames',
  'getGames',
  'getVideosByUserId',
  'getChatSettings',
  'banUser',
]

/** The page of an extension, with its imports of `tinyhelix/extension`. */
const extension = (...names: string[]): Imports => ({
  ...page('getStreams'),
  'tinyhelix/extension': ['createExtension', ...names],
})

/** The first page with EventSub. */
const events = (...names: string[]): Imports => ({ ...first, 'tinyhelix/eventsub': ['createEventSub', ...names] })

/** A page with queries and events, with its imports of `tinyhelix/query/live`. */
const live = (...names: string[]): Imports => ({
  ...events(),
  'tinyhelix/query': ['helixQuery', 'syncSession'],
  ...(names.length && { 'tinyhelix/query/live': names }),
})

const chat = [
  'channelChatMessage',
  'channelChatNotification',
  'channelChatMessageDelete',
  'channelChatClearUserMessages',
  'channelChatClear',
]

const hooks = ['useHelixAuth', 'useHelixClient', 'useHelixPermission']
const queries = ['useHelixInfiniteQuery', 'useHelixMutation', 'useHelixQuery']

/** The adapters as pages without events import them: they ship nothing of EventSub. */
export const withoutEvents = {
  react: {
    'tinyhelix/react': [
      'HelixProvider',
      ...hooks,
      ...queries,
      'useHelixSuspenseInfiniteQuery',
      'useHelixSuspenseQuery',
    ],
  },
  vue: { 'tinyhelix/vue': ['HelixPlugin', ...hooks, ...queries] },
  svelte: {
    'tinyhelix/svelte': [
      'setHelixClient',
      ...hooks,
      'createHelixInfiniteQuery',
      'createHelixMutation',
      'createHelixQuery',
    ],
  },
} satisfies Readonly<Record<string, Imports>>

/** The budgets are tight, so that growth is noticed. */
export const shapes: readonly Shape[] = [
  { title: '`createClient`, `userToken`', imports: page('userToken') },
  // ofetch takes 3.4 kB of it; its next major version, which takes 1.9 kB, is not stable yet. Of our own bytes, tokens
  // take 2.35 kB: keeping one 0.85 kB, validating it 0.7 kB, what a page supplies 0.45 kB, its state and errors 0.35 kB.
  // Requests take 2.4 kB, of which the steps of a call are 0.95 kB, one attempt 0.65 kB, and parameters 0.45 kB. That no
  // parameter of a class is left out, and nothing else is taken for parameters, is 20 bytes of them. Turns at
  // the rate limit take 0.3 kB, pages and kinds of results 1.35 kB, schemas and checks 0.95 kB, errors and the rest
  // 0.5 kB. Messages are 0.5 kB of it all.
  { title: 'the same and `getStreams`', imports: first, total: 12_170, own: 7910 },
  { title: '– with `appToken` as its auth', imports: page('appToken', 'getStreams') },
  { title: '– with `clientCredentials`', imports: page('clientCredentials', 'getStreams') },
  { title: '– with `extensionHelper`', imports: page('extensionHelper', 'getStreams') },
  { title: '– with `createExtension`', imports: extension() },
  { title: '– with `jwtToken`', imports: page('jwtToken', 'getStreams') },
  { title: '– with `implicitGrant`', imports: page('implicitGrant', 'getStreams') },
  { title: '– with `deviceCode`', imports: page('deviceCode', 'getStreams') },
  { title: '– and nine endpoints more', imports: page('userToken', 'getStreams', ...ten) },
  { title: '– and every endpoint', imports: page('userToken', 'endpoints'), total: 22_770 },
  { title: '– and `createEventSub`', imports: events() },
  { title: '– and `createEventSub` with `channelFollow`: one handler in all', imports: events('channelFollow') },
  { title: '– and `batched`', imports: { ...first, 'tinyhelix/query': ['batched'] } },
  { title: '– and all of `tinyhelix/query`', imports: { ...first, 'tinyhelix/query': ['*'] } },
  { title: '– and all of `tinyhelix/react`', imports: { ...first, 'tinyhelix/react': ['*'] } },
  { title: '– and all of `tinyhelix/vue`', imports: { ...first, 'tinyhelix/vue': ['*'] } },
  { title: '– and all of `tinyhelix/svelte`', imports: { ...first, 'tinyhelix/svelte': ['*'] } },
  { title: 'all of `tinyhelix`', imports: { tinyhelix: ['*'] } },
]

/** The sizes of the package's parts in a page. */
export const additions: readonly Addition[] = [
  {
    title: '`implicitGrant` in place of `userToken`',
    beside: first,
    imports: page('implicitGrant', 'getStreams'),
    part: 'total',
    // A sign-out that is final in every tab, storages that cannot be written, and landing where the user was.
    most: 3800,
  },
  {
    title: '`deviceCode` beside `implicitGrant`',
    beside: page('implicitGrant', 'getStreams'),
    imports: page('implicitGrant', 'deviceCode', 'getStreams'),
    part: 'total',
    most: 1215,
  },
  {
    title: '`extensionHelper` in place of `userToken`',
    beside: first,
    imports: page('extensionHelper', 'getStreams'),
    part: 'total',
    most: -1110,
  },
  {
    title: '`createExtension` in place of `extensionHelper`',
    beside: page('extensionHelper', 'getStreams'),
    imports: extension(),
    part: 'total',
    most: 1640,
  },
  {
    title: '`extensionConfiguration` beside `createExtension`',
    beside: extension(),
    imports: extension('extensionConfiguration'),
    part: 'total',
    most: 800,
  },
  {
    title: '`extensionMessages` beside `createExtension`',
    beside: extension(),
    imports: extension('extensionMessages'),
    part: 'total',
    most: 810,
  },
  {
    title: '`extensionBits` beside `createExtension`',
    beside: extension(),
    imports: extension('extensionBits'),
    part: 'total',
    most: 630,
  },
  {
    title: '`createEventSub`',
    beside: first,
    imports: events(),
    part: 'total',
    // The machine takes 2.8 kB: ids, and whose an event is, 0.4 kB, inputs 0.6 kB, welcomes, moves and revocations 0.35 kB,
    // what is due 0.35 kB, requests in turns and gaps 0.35 kB. Sockets that EventSubs of a page share take 0.75 kB, requests
    // 0.65 kB, timers and the page's life 0.5 kB, `on` and its refusals 0.65 kB, `state` 0.3 kB, handlers and checks 0.4 kB,
    // conditions, scopes and users 0.45 kB. Messages are 0.4 kB of it all.
    most: 6700,
  },
  {
    title: '`createEventSub` with `channelFollow`: one handler in all',
    beside: first,
    imports: events('channelFollow'),
    part: 'total',
    most: 6845,
  },
  {
    title: '`shareTabs` beside `createEventSub`',
    beside: events(),
    imports: events('shareTabs'),
    part: 'total',
    // What a message may be takes 0.45 kB, reading and sending it 0.4 kB, which tabs exist and which one leads 0.65 kB, a
    // leader's silence 0.3 kB, what is missed and told 0.25 kB.
    most: 2270,
  },
  {
    title: '`channelFollow` beside `createEventSub`',
    beside: events(),
    imports: events('channelFollow'),
    part: 'total',
    most: 200,
  },
  {
    title: 'the five types of chat beside `createEventSub`',
    beside: events(),
    imports: events(...chat),
    part: 'total',
    most: 1100,
  },
  {
    title: 'all 78 types of events beside `createEventSub`',
    beside: events(),
    imports: events('eventTypes'),
    part: 'total',
    most: 4670,
  },
  {
    title: '`createChatLog` with its five types beside `createEventSub`',
    beside: events(),
    imports: events('createChatLog'),
    part: 'total',
    // Sources beside an EventSub, joined gifts, shared chat, lines of the page's own and filters take 1 kB of it.
    most: 2600,
  },
  {
    title: '`anonymousChat` beside `createChatLog`',
    beside: { 'tinyhelix/eventsub': ['createChatLog'] },
    imports: { 'tinyhelix/eventsub': ['createChatLog'], 'tinyhelix/chat': ['anonymousChat'] },
    part: 'total',
    // The parser takes 0.3 kB, notices 0.7 kB, pieces of a text 0.6 kB, what maps the rest 1.3 kB. The connection with its
    // channels, gaps and refusals takes 1.6 kB, looking only at channels that need something 0.1 kB, timers and the
    // page's life 0.4 kB, what chats of a page and tabs share 0.3 kB, and handlers, state and refusals of bad input
    // 1.2 kB.
    most: 6660,
  },
  {
    title: '`parseIRC`',
    imports: { 'tinyhelix/chat': ['parseIRC'] },
    part: 'total',
    most: 370,
  },
  {
    title: '`createEventQueue` beside `channelFollow`',
    beside: events('channelFollow'),
    imports: events('channelFollow', 'createEventQueue'),
    part: 'total',
    // The queue takes 0.3 kB, joined gifts as much; the rest empties it when the user changes, and leaves nothing if a condition is refused.
    most: 820,
  },
  {
    title: '`messageParts` beside `emoteURL` and `cheermoteURL`',
    beside: page('userToken', 'getStreams', 'emoteURL', 'cheermoteURL'),
    imports: {
      ...page('userToken', 'getStreams', 'emoteURL', 'cheermoteURL'),
      'tinyhelix/eventsub': ['messageParts'],
    },
    part: 'total',
    most: 660,
  },
  {
    title: '`readableColor`',
    beside: first,
    imports: { ...first, 'tinyhelix/eventsub': ['readableColor'] },
    part: 'total',
    most: 300,
  },
  {
    title: 'all of `tinyhelix/query`',
    beside: first,
    imports: { ...first, 'tinyhelix/query': ['*'] },
    part: 'own',
    // Mutations that stay their user's through pauses and reloads, flattened pages that are remembered, keys by user.
    most: 3170,
  },
  {
    title: '`batched`',
    beside: first,
    imports: { ...first, 'tinyhelix/query': ['batched'] },
    part: 'own',
    most: 410,
  },
  {
    title: '`syncQueries` beside `createEventSub`, `helixQuery` and `syncSession`',
    beside: live(),
    imports: live('syncQueries'),
    part: 'own',
    // What an event makes of an answer takes 0.65 kB; subscriptions that queries share 0.5 kB; asking again in turns 0.35 kB;
    // what Helix lists late or too long 0.2 kB; the rest watches the cache and tells users apart.
    most: 2690,
  },
  {
    title: '`liveModeration`, the largest family, with its types',
    beside: live('syncQueries'),
    imports: live('syncQueries', 'liveModeration'),
    part: 'total',
    most: 810,
  },
  {
    title: 'all 28 families with their types',
    beside: live('syncQueries'),
    imports: live('*'),
    part: 'total',
    most: 5150,
  },
  // The size of each adapter without and with event hooks.
  { title: '`tinyhelix/react`, itself', imports: withoutEvents.react, part: 'own', most: 830 },
  { title: '`tinyhelix/vue`, itself', imports: withoutEvents.vue, part: 'own', most: 1020 },
  { title: '`tinyhelix/svelte`, itself', imports: withoutEvents.svelte, part: 'own', most: 870 },
  { title: '`tinyhelix/react` with events, itself', imports: { 'tinyhelix/react': ['*'] }, part: 'own', most: 1230 },
  { title: '`tinyhelix/vue` with events, itself', imports: { 'tinyhelix/vue': ['*'] }, part: 'own', most: 1510 },
  { title: '`tinyhelix/svelte` with events, itself', imports: { 'tinyhelix/svelte': ['*'] }, part: 'own', most: 1275 },
]

/** The maximum size of one more endpoint in a page with one. */
export const oneMore = {
  beside: ['createClient', 'userToken', 'getStreams'],
  /** A typical endpoint. Compression alone moves it by 20 bytes. */
  usual: { name: 'getGames', most: 190 },
  /** Any endpoint. Compression alone moves it by 30 bytes. */
  maxFirst: 660,
}

/** The same call with a library. */
export interface Program {
  /** The package's name on npm; without it, `fetch` alone makes the call. */
  readonly library?: string
  readonly call: string
  readonly source: string
  /** Whether it is bundled with the next major version of ofetch instead of the installed one. */
  readonly onNextOfetch?: boolean
}

const oneCall: Program = {
  library: 'tinyhelix',
  call: 'getStreams',
  source: `
import { createClient, getStreams, userToken } from 'tinyhelix'
const client = createClient({ auth: userToken('token') })
export const live = game_id => getStreams(client, { game_id })
`,
}

/** This library and others. */
export const programs: readonly Program[] = [
  oneCall,
  { ...oneCall, onNextOfetch: true },
  {
    library: '@twurple/api',
    call: 'streams.getStreams',
    source: `
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'
const api = new ApiClient({ authProvider: new StaticAuthProvider('client id', 'token') })
export const live = async game => (await api.streams.getStreams({ game })).data
`,
  },
  {
    library: 'ts-twitch-api',
    call: 'streams.getStreams',
    source: `
import { TwitchApi } from 'ts-twitch-api'
const api = new TwitchApi({ clientId: 'client id', accessToken: 'token' })
export const live = async game_id => (await api.streams.getStreams({ game_id })).data.data
`,
  },
  {
    call: 'fetch',
    source: `
export async function live(game) {
  const url = new URL('https://api.twitch.tv/helix/streams')
  url.searchParams.set('game_id', game)
  const headers = { Authorization: 'Bearer token', 'Client-Id': 'client id' }
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30000) })
  if (!answer.ok) throw new Error(answer.status + ' ' + answer.statusText)
  return (await answer.json()).data
}
`,
  },
]

/** Pages that do the same with this library and with another: what each is, and its files in `test/bench/pages`. */
export const pages = [
  { title: 'an overlay with alerts', own: 'alertsTinyhelix.ts', other: 'alertsTwurple.ts' },
  { title: 'a channel’s chat', own: 'chatTinyhelix.ts', other: 'chatTwurple.ts' },
] as const

/** The most that this library's may be of another's: a third, until a call was held to its user and to its turn, and until ofetch was a stable one. */
export const maxOf = { library: '@twurple/api', ratio: 0.47 }
