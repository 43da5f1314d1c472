// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { defineEndpoint } from 'tinyhelix/define'
import { createEventSub } from 'tinyhelix/eventsub'
import { batched, helixInfiniteQuery, helixMutation, helixQuery } from 'tinyhelix/query'
import { useHelixClient, useHelixInfiniteQuery } from 'tinyhelix/react'
import { createFakeTwitch, type FakeTwitch } from 'tinyhelix/testing'
import { useHelixClient as useHelixClientInVue } from 'tinyhelix/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { agreed, allowPopups, begin, denied } from '../auth/atTwitch.ts'
import { openPage, type Page } from '../auth/page.ts'
import { stopTime } from '../auth/twitch.ts'
import {
  appToken,
  banUser,
  checkUserSubscription,
  clientCredentials,
  createClient,
  createEventSubSubscription,
  createPoll,
  deviceCode,
  extensionHelper,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getClipsByUserId,
  getStreamKey,
  getStreamMarkers,
  getStreams,
  getUsers,
  getVideosByUserId,
  type HelixClient,
  implicitGrant,
  parseDuration,
  updateChatSettings,
  userToken,
} from './entry.ts'

let page: Page
let fake: FakeTwitch
/** A token of Ada with every scope. */
let client: HelixClient

beforeEach(() => {
  page = openPage('https://app.example/')
  fake = createFakeTwitch()
  client = createClient({ ...settings(), auth: userToken(fake.grant()) })
})

/** Each call is made once, so that no test waits for a retry. */
const settings = () => ({ ...fake.network, retry: false as const })

const withToken = (token: string) => createClient({ ...settings(), auth: userToken(token) })

const appClient = () =>
  createClient({ ...settings(), auth: appToken(fake.grant({ kind: 'app' })), clientId: fake.clientId })

const signIn = () => implicitGrant({ clientId: fake.clientId, ...fake.network })

/** The user returns from Twitch, and the page loads again. */
const comeBack = async (address: string) => {
  page.goTo(address)
  const auth = signIn()
  await auth.restore()
  throw auth.state.error
}

const UserPages = () => String(useHelixInfiniteQuery(Object(getUsers), {}, { client }).data)

const withoutAuth = 'createClient needs { auth }, or { kind, baseURL } of a server that adds a token.'

const mistakes: Record<string, readonly [does: () => unknown, says: string]> = {
  // tokens and client ids
  'a token copied from a chat program': [
    () => getStreams(withToken('oauth:abcdef')),
    'This is no token: write it without "oauth:".',
  ],
  'a token copied with the word before it': [
    () => getStreams(withToken('Bearer abcdef')),
    'This is no token: write it without "Bearer ".',
  ],
  'an undefined token': [() => getStreams(withToken(Object(undefined).token)), 'This is no token: it is empty.'],
  'an empty token': [() => getStreams(withToken('')), 'This is no token: it is empty.'],
  'a token that has expired': [
    () => getStreams(withToken('of-last-year')),
    'The token has expired or was revoked: sign in again.',
  ],
  'a function that returns no token': [
    () =>
      getStreams(
        createClient({
          ...settings(),
          auth: userToken(() => Promise.reject(new Error('/token answered with 500'))),
        }),
      ),
    'Getting a token failed: Error: /token answered with 500',
  ],
  'an app’s token without a client id': [
    () => getStreams(createClient({ ...settings(), auth: appToken(fake.grant({ kind: 'app' })) })),
    'GET /streams needs a client id: pass clientId to createClient.',
  ],
  'another application’s client id': [
    () => getStreams(createClient({ ...settings(), auth: userToken(fake.grant()), clientId: 'wrong' })),
    'GET /streams was answered with 401: Client ID and OAuth token do not match',
  ],
  'an app’s token where a user’s is needed': [
    () => getStreamKey(Object(appClient())),
    'GET /streams/key needs a client whose auth is of kind user, not app.',
  ],
  'an app’s token as a user’s': [
    () => getChannelFollowers(withToken(fake.grant({ kind: 'app' }))),
    "This is an app's token: pass it to appToken, or get one of a user.",
  ],
  'no auth at all': [() => createClient(Object(settings())), withoutAuth],
  'no options at all': [() => Reflect.apply(createClient, null, []), withoutAuth],
  'an auth in place of options': [() => createClient(Object(userToken('abcdef'))), withoutAuth],
  'a client id and no auth': [() => createClient(Object({ clientId: 'abcdef' })), withoutAuth],
  'a kind without a proxy that adds a token': [() => createClient(Object({ kind: 'user' })), withoutAuth],
  'a missing scope': [
    () => getChannelFollowers(withToken(fake.grant({ scopes: [] }))),
    'GET /channels/followers needs the scope moderator:read:followers: ask for it when signing in.',
  ],
  'an app token for an id that defaults to the user': [
    () => getBroadcasterSubscriptions(appClient(), Object({})),
    'GET /subscriptions needs broadcaster_id: no user is signed in.',
  ],
  'another user’s channel': [
    () => banUser(client, { broadcaster_id: fake.user('lurkingmoth').id, user_id: '1003' }),
    "POST /moderation/bans was answered with 403: The user in moderator_id is not one of the broadcaster's moderators.",
  ],
  'a secret in a page': [
    () => clientCredentials({ clientId: 'a', clientSecret: 'b' }),
    'clientCredentials is for servers: in a page everybody could read the secret. Use implicitGrant or deviceCode.',
  ],

  // parameters
  'more ids than Twitch takes': [
    () => getUsers(client, { id: Array.from({ length: 101 }, (_, index) => `${index + 1}`) }),
    'GET /users was not sent. id: expected <=100 ids as text, none empty, got a length of 101. id and login: expected them <=100 in all.',
  ],
  'an empty id': [
    () => getUsers(client, { id: '' }),
    'GET /users was not sent. id: expected <=100 ids as text, none empty, got "".',
  ],
  'an id that is not known yet': [
    () => getUsers(client, Object({ id: undefined })),
    'GET /users was not sent. id: missing or undefined.',
  ],
  'an id in a list that is not known yet': [
    () => getUsers(client, Object({ id: ['1', undefined] })),
    'GET /users was not sent. id: expected <=100 ids as text, none empty, got ["1",undefined].',
  ],
  'parameters that are not known yet': [
    () => getUsers(client, null as never),
    'GET /users takes a client, then its parameters in one object.',
  ],
  'text as parameters': [
    () => getUsers(client, 'ada' as never),
    'GET /users takes a client, then its parameters in one object.',
  ],
  'parameters without a client': [
    () => getStreams({ game_id: '1' } as never),
    'GET /streams takes a client, then its parameters in one object.',
  ],
  'no client at all': [
    () => getStreams(undefined as never),
    'GET /streams takes a client, then its parameters in one object.',
  ],
  'a number as an id': [
    () => getUsers(client, Object({ id: 1001 })),
    'GET /users was not sent. id: expected <=100 ids as text, none empty, got 1001.',
  ],
  'a missing required parameter': [
    () => banUser(client, Object({})),
    'POST /moderation/bans was not sent. user_id: missing or undefined.',
  ],
  'a parameter that does not exist': [
    () => getStreams(client, Object({ game: '1' })),
    'GET /streams was not sent. game: expected nothing of this name, got "1".',
  ],
  'a name of another library': [
    () => banUser(client, Object({ userId: '1' })),
    'POST /moderation/bans was not sent. user_id: missing or undefined. userId: expected nothing of this name, got "1".',
  ],
  'a body as Twitch wraps it': [
    () => banUser(client, Object({ data: { user_id: '1' } })),
    'POST /moderation/bans was not sent. user_id: missing or undefined. data: expected nothing of this name, got Object.',
  ],
  'an option among the parameters': [
    () => getStreams(client, Object({ limit: 5 })),
    'GET /streams was not sent. limit: expected nothing of this name, got 5.',
  ],
  'two parameters that exclude each other': [
    () => getStreamMarkers(client, { user_id: '1', video_id: '2' }),
    'GET /streams/markers was not sent. user_id and video_id: expected them given, exactly one of them.',
  ],
  'a date in place of a time': [
    () => getClipsByUserId(client, { broadcaster_id: '1001', started_at: '2026-05-01' }),
    'GET /clips was not sent. started_at: expected a time such as 2026-05-01T00:00:00Z, got "2026-05-01".',
  ],
  'a Date in place of text': [
    () => getClipsByUserId(client, Object({ broadcaster_id: '1001', started_at: new Date(0) })),
    'GET /clips was not sent. started_at: expected a time such as 2026-05-01T00:00:00Z, got Date.',
  ],
  'a word that Twitch does not know': [
    () => getVideosByUserId(client, { user_id: '1001', period: Object('year').toString() }),
    'GET /videos was not sent. period: expected all or day or week or month, got "year".',
  ],
  'a page that is too large': [
    () => getStreams(client, { first: 1000 }),
    'GET /streams was not sent. first: expected a whole number >=1 and <=100, got 1000.',
  ],
  'null as a limit': [
    () => getStreams(client, {}, Object({ limit: null })),
    'GET /streams takes a limit >=0, not null.',
  ],
  'a negative limit': [() => getStreams(client, {}, { limit: -1 }), 'GET /streams takes a limit >=0, not -1.'],
  'an address as an endpoint’s path': [
    () => defineEndpoint.void({ path: 'https://api.twitch.tv/helix/things' }),
    '"https://api.twitch.tv/helix/things" is no path of an endpoint: it must read like /users/blocks.',
  ],
  'a time of day as a duration': [
    () => parseDuration('1:02:03'),
    '"1:02:03" is no duration: it must read like 3h21m33s.',
  ],

  // parameters
  'choices of a poll that are texts': [
    () => createPoll(client, { title: 'Which?', duration: 60, choices: ['a', 'b'] as never }),
    'POST /polls was not sent. choices[0]: expected an object with title. choices[1]: expected an object with title.',
  ],
  'a choice of a poll without a title': [
    () => createPoll(client, { title: 'Which?', duration: 60, choices: [{ titel: 'a' }, { title: 'b' }] as never }),
    'POST /polls was not sent. choices[0].title: missing.',
  ],
  'a text where a list is expected': [
    () => createPoll(client, { title: 'Which?', duration: 60, choices: 'ab' as never }),
    'POST /polls was not sent. choices: expected a list.',
  ],
  'a text where a boolean is expected': [
    () => updateChatSettings(client, { slow_mode: 'yes' as never }),
    'PATCH /chat/settings was not sent. slow_mode: expected a boolean.',
  ],
  'a condition that is a text': [
    () =>
      createEventSubSubscription(client, {
        type: 'channel.update',
        version: '2',
        condition: 'x' as never,
        transport: { method: 'websocket', session_id: 's' },
      }),
    'POST /eventsub/subscriptions was not sent. condition: expected an object.',
  ],
  'an event type by name': [
    () => createEventSub(client).on('channel.follow' as never, () => {}),
    'on() takes a type such as channelFollow of tinyhelix/eventsub, not "channel.follow".',
  ],

  // the network
  'a call while offline': [
    () => {
      fake.fail({ path: '/streams', drop: 'before' })
      return getStreams(client)
    },
    'GET /streams got no answer from api.twitch.tv: offline, or blocked by CORS or CSP.',
  ],
  'the first call while offline': [
    () => {
      fake.fail({ drop: 'before' })
      return getStreams(client)
    },
    'GET /validate got no answer from id.twitch.tv: offline, or blocked by CORS or CSP.',
  ],
  'a call with too short a timeout': [
    () => {
      fake.fail({ path: '/streams', latency: 5000 })
      return getStreams(client, {}, { timeout: 20 })
    },
    'GET /streams got no answer in 20 ms.',
  ],
  'a call that was aborted before': [
    () => getStreams(client, {}, { signal: AbortSignal.abort() }),
    // The platform's own message.
    AbortSignal.abort().reason.message,
  ],

  // signing in
  'a call before a sign-in': [
    () => getChannelFollowers(createClient({ ...settings(), auth: signIn() })),
    'Nobody is signed in: call signIn() from a click.',
  ],
  'a call before a sign-in by code': [
    () => getChannelFollowers(createClient({ ...settings(), auth: deviceCode({ clientId: fake.clientId }) })),
    'Nobody is signed in: call signIn({ onCode }).',
  ],
  'a call after the sign-out of a userToken, which has no signIn': [
    async () => {
      const auth = userToken(fake.grant())
      const signedOut = createClient({ ...settings(), auth })
      await auth.signOut()
      return await getChannelFollowers(signedOut)
    },
    'Nobody is signed in: make a new auth.',
  ],
  'a redirect to another origin': [
    () => implicitGrant({ clientId: 'abc', redirectUri: 'http://localhost:3000/' }).signIn(),
    "signIn() needs a redirectUri of the page's origin, https://app.example.",
  ],
  'a returnTo of another origin': [
    () => implicitGrant({ clientId: 'abc' }).signIn({ returnTo: 'http://localhost:3000/' }),
    "signIn() needs a returnTo of the page's origin, https://app.example.",
  ],
  'a sign-in on a server': [
    () => {
      vi.stubGlobal('location', undefined)
      return implicitGrant({ clientId: 'abc' }).signIn()
    },
    'signIn() needs a page: call it in a browser, where the page has an address.',
  ],
  'a client id that the build did not fill in': [
    () => implicitGrant({ clientId: Object(undefined).CLIENT_ID }).signIn(),
    'signIn() needs the clientId of your application: pass it to implicitGrant.',
  ],
  'a storage that is blocked': [
    () => {
      page.session.broken.add('global')
      return signIn().signIn()
    },
    'sessionStorage is blocked: use popup.',
  ],
  'a popup that is blocked': [
    () => {
      vi.spyOn(globalThis, 'open').mockReturnValue(null)
      return signIn().signIn({ popup: true })
    },
    'The popup was blocked: call signIn() from a click.',
  ],
  'a popup that was closed': [
    async () => {
      stopTime()
      const [popups, signedIn] = [allowPopups(), signIn().signIn({ popup: true })]
      popups[0]?.close()
      // There is no listener before the time has passed.
      signedIn.catch(() => {})
      await vi.advanceTimersByTimeAsync(5000)
      return signedIn
    },
    'The popup gave no answer: sign in again.',
  ],
  'a user who refuses': [() => comeBack(denied(begin(signIn(), page))), 'Twitch refused: The user denied you access'],
  'a token that another application got': [
    () => comeBack(agreed(begin(signIn(), page), fake.grant({ clientId: 'another' }))),
    'The token is not for this clientId.',
  ],
  'an address that was opened twice': [
    async () => {
      const address = agreed(begin(signIn(), page), fake.grant())
      await comeBack(address).catch(() => {})
      page.local.items.clear()
      return comeBack(address)
    },
    'This sign-in was not started here, or was used already: sign in again.',
  ],
  'a return while Twitch cannot be reached': [
    () => {
      fake.fail({ drop: 'before' })
      return comeBack(agreed(begin(signIn(), page), fake.grant()))
    },
    'Twitch could not say whose token this is, so try again: GET /users got no answer from api.twitch.tv: offline, or blocked by CORS or CSP.',
  ],
  'a device code without onCode': [
    () => deviceCode({ ...fake.network, clientId: fake.clientId }).signIn(Object({})),
    'signIn() needs a clientId, and onCode, which shows the code to the user.',
  ],
  'a device code without a client id': [
    () => deviceCode({ ...fake.network, clientId: Object(undefined).CLIENT_ID }).signIn({ onCode: () => {} }),
    'signIn() needs a clientId, and onCode, which shows the code to the user.',
  ],
  'a device code for an application that does not exist': [
    () => deviceCode({ ...fake.network, clientId: 'wrong' }).signIn({ onCode: () => {} }),
    'POST /device was answered with 400: invalid client',
  ],
  'an extension without the helper’s script': [
    () => {
      stopTime()
      return getStreams(createClient({ ...settings(), auth: extensionHelper() }))
    },
    'There is no extension helper: load its script before this page’s own, or pass the helper to extensionHelper.',
  ],
  'an extension outside of Twitch': [
    async () => {
      stopTime()
      const auth = extensionHelper({ onAuthorized: () => {} })
      const call = getStreams(createClient({ ...settings(), auth })).then()
      call.catch(() => {})
      await vi.advanceTimersByTimeAsync(5000)
      return call
    },
    'The extension helper brought no helixToken: it does at Twitch, but not in the Dev Rig or a page of its own.',
  ],

  // queries and hooks
  'a write as a query': [
    () => helixQuery(client, Object(banUser), { user_id: '1' }),
    'POST /moderation/bans is a write: use helixMutation or useHelixMutation.',
  ],
  'a read as a mutation': [
    () => helixMutation(client, Object(getUsers)),
    'GET /users is a read: use helixQuery or useHelixQuery.',
  ],
  'an infinite query of an endpoint without pages': [
    () => helixInfiniteQuery(client, Object(getUsers)),
    'GET /users has no pages: use helixQuery or useHelixQuery.',
  ],
  'a mutation called with a bare id': [
    () => helixMutation(client, banUser).mutationFn(Object.freeze('1004') as never),
    'POST /moderation/bans takes a client, then its parameters in one object.',
  ],
  'an infinite query by hook of an endpoint without pages': [
    () => renderToString(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(UserPages))),
    'GET /users has no pages: use helixQuery or useHelixQuery.',
  ],
  'a batched lookup by a parameter with a single value': [
    () => Reflect.apply(batched, null, [client, checkUserSubscription, 'user_id']),
    'GET /subscriptions/user cannot be batched by user_id: call the endpoint directly.',
  ],
  'an optimistic ban': [
    () => helixMutation(client, banUser, Object({ optimistic: true })),
    'POST /moderation/bans cannot be optimistic: leave that option out.',
  ],
  'a hook without a provider, in React': [
    () => renderToString(createElement(() => String(useHelixClient().kind))),
    'There is no client: put <HelixProvider client={client}> around this.',
  ],
  'a hook without a plugin, in Vue': [
    () => renderVue(createSSRApp({ setup: () => useHelixClientInVue() }).use(VueQueryPlugin)),
    'There is no client: call app.use(HelixPlugin, { client }).',
  ],
}

/** The error that a mistake throws or rejects with. */
async function complaint(does: () => unknown): Promise<Error> {
  try {
    await does()
  } catch (error) {
    if (error instanceof Error || error instanceof DOMException) return error
    throw error
  }
  throw new Error('Nothing was said.')
}

describe('the error message for', () => {
  it.each(Object.entries(mistakes))('%s', async (_, [does, says]) => {
    expect((await complaint(does)).message).toBe(says)
  })
})
