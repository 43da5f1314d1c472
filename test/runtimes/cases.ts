import {
  addBlockedTerm,
  appToken,
  banUser,
  type ClientSettings,
  createClient,
  type Endpoint,
  emoteURL,
  extensionHelper,
  formatAmount,
  getBannedUsers,
  getChannelEmotes,
  getChannelFollowers,
  getChannelICalendar,
  getCheermotes,
  getClipsById,
  getContentClassificationLabels,
  getExtensionSecrets,
  getGlobalChatBadges,
  getGlobalEmotes,
  getStreamKey,
  getStreams,
  getTopGames,
  getUserChatColor,
  getUsers,
  getVideosByUserId,
  type HelixClient,
  HelixError,
  imageURL,
  isHelixError,
  jwtToken,
  parseDuration,
  scopesFor,
  searchCategories,
  searchChannels,
  type TokenKind,
  unbanUser,
  updateChatColor,
  userToken,
  validateToken,
} from 'tinyhelix'
import { defineEndpoint, type NoParams } from 'tinyhelix/define'
import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
import * as v from 'valibot'

/** The Twitch that a runtime calls. */
export interface Surroundings {
  readonly network: { readonly baseURL: string; readonly authURL: string }
  readonly clientId: string
  readonly tokens: Readonly<Record<TokenKind, string>>
  /** The user of the user token, and another user. */
  readonly ada: string
  readonly other: string
}

/** The name of a case and its problem, or `null`. */
export type Verdict = readonly [name: string, problem: string | null]

type Case = (surroundings: Surroundings) => Promise<unknown> | unknown

function expectSame(found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  if (one !== other) throw new Error(`found ${one}, not ${other}`)
}

/** Checks that a call fails in time with a HelixError with these fields, and without a token in it. */
async function expectFailure(call: PromiseLike<unknown>, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const outcome = await call.then(
    () => 'nothing',
    (error: unknown) => error,
  )
  if (!(outcome instanceof HelixError)) throw new Error(`it failed with ${outcome}`)
  for (const [key, value] of Object.entries(fields)) expectSame([key, Object(outcome)[key]], [key, value])
}

const userClient = ({ network, tokens }: Surroundings, settings: Partial<ClientSettings> = {}): HelixClient =>
  createClient({ ...network, retry: false, ...settings, auth: userToken(tokens.user) })

const appClient = ({ network, tokens, clientId }: Surroundings): HelixClient<'app'> =>
  createClient({ ...network, clientId, auth: appToken(tokens.app) })

/** The cases for every runtime. `twitch.ts` has the faults that some of them meet. */
export const cases: Readonly<Record<string, Case>> = {
  'a user token reads a row': async at => {
    expectSame(
      (await getUsers(userClient(at))).map(({ id }) => id),
      [at.ada],
    )
  },
  'an app token reads rows by id': async at => {
    const users = await getUsers(appClient(at), { id: [at.ada, at.other] })
    expectSame(users.map(({ id }) => id).sort(), [at.ada, at.other].sort())
  },
  'an extension token can read': async at => {
    const auth = extensionHelper({
      onAuthorized: tell =>
        tell({
          channelId: at.ada,
          clientId: at.clientId,
          helixToken: at.tokens.extension,
          userId: 'U1',
        }),
    })
    expectSame((await getUsers(createClient({ ...at.network, auth }), { id: at.ada })).length, 1)
  },
  'a JWT can read': async at => {
    const client = createClient({ ...at.network, clientId: at.clientId, auth: jwtToken(at.tokens.jwt) })
    expectSame(typeof (await getExtensionSecrets(client)), 'object')
  },
  'validateToken resolves to the user of a token': async at => {
    expectSame((await validateToken(at.tokens.user, at.network))?.userId, at.ada)
  },
  'validateToken rejects an unknown token': async at => {
    const auth = userToken('unknown')
    await expectFailure(getStreamKey(createClient({ ...at.network, auth })), { code: 'token' })
  },
  'nextPage() reads a public list page by page': async at => {
    const list = getStreams(appClient(at), { first: 5 })
    const { data, cursor } = await list.nextPage()
    expectSame([data.length, typeof cursor], [5, 'string'])
  },
  'a loop reads several pages': async at => {
    let rows = 0
    for await (const _ of getChannelFollowers(userClient(at), { first: 20 })) if (++rows === 45) break
    expectSame(rows, 45)
  },
  'a limit spans pages': async at => {
    expectSame((await getTopGames(appClient(at), { first: 3 }, { limit: 7 })).length, 7)
  },
  'an empty list of ids sends no request': async at => {
    expectSame(await getUsers(appClient(at), { id: [] }), [])
  },
  'text is returned unchanged': async at => {
    expectSame((await getChannelICalendar(appClient(at), { broadcaster_id: at.other })).slice(0, 15), 'BEGIN:VCALENDAR')
  },
  'a read shows what a write with a body has changed': async at => {
    const client = userClient(at)
    await banUser(client, { user_id: at.other, reason: 'späm 🚫' })
    const [ban] = await getBannedUsers(client, { user_id: at.other })
    expectSame(ban?.reason, 'späm 🚫')
    await unbanUser(client, { user_id: at.other })
    expectSame(await getBannedUsers(client, { user_id: at.other }), [])
  },
  'a write with an empty answer succeeds': async at => {
    await updateChatColor(userClient(at), { color: 'blue' })
    expectSame((await getUserChatColor(appClient(at), { user_id: at.ada }))[0]?.color, '#0000FF')
  },
  'a write with wrong parameters is not sent': async at => {
    await expectFailure(addBlockedTerm(userClient(at), { text: 'a' }), { code: 'parameter', status: undefined })
  },
  'a wrong kind of token rejects before anything is sent': async at => {
    await expectFailure(getStreamKey(appClient(at) as never), { code: 'token' })
  },
  'a redirect is not followed': async at => {
    await expectFailure(getGlobalEmotes(appClient(at)), { code: 'network', status: undefined })
  },
  'a timeout ends a call without an answer': async at => {
    const call = searchChannels(userClient(at), { query: 'a' }, { timeout: 100 })
    await expectFailure(call, { code: 'timeout' })
  },
  'an abort ends a call with its reason': async at => {
    const controller = new AbortController()
    const call = searchChannels(userClient(at), { query: 'a' }, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    const outcome = await call.then(
      () => 'nothing',
      (error: unknown) => error,
    )
    expectSame(Object(outcome).name, 'AbortError')
  },
  'a lost connection rejects with `network`': async at => {
    await expectFailure(getClipsById(userClient(at), { id: 'a' }), { code: 'network' })
  },
  'a read is repeated after a server error': async at => {
    expectSame((await getGlobalChatBadges(appClient(at))).length > 0, true)
  },
  'a call waits for the rate limit': async at => {
    const waits: string[] = []
    const client = userClient(at, { retry: 2, onRateLimit: ({ endpoint }) => void waits.push(endpoint) })
    expectSame((await searchCategories(client, { query: 'a' })).length > 0, true)
    expectSame(waits, ['GET /search/categories'])
  },
  'a refusal has Twitch’s message': async at => {
    const call = getCheermotes(appClient(at))
    await expectFailure(call, {
      code: 'forbidden',
      status: 403,
      detail: 'Not today.',
      endpoint: 'GET /bits/cheermotes',
    })
  },
  'half of a JSON text rejects with `schema`': async at => {
    await expectFailure(getContentClassificationLabels(appClient(at)), { code: 'schema' })
  },
  'validate: off returns invalid rows': async at => {
    expectSame(await getChannelEmotes(userClient(at, { validate: 'off' }), { broadcaster_id: '1' }), [{ id: 5 }])
  },
  'validate: report reports invalid rows': async at => {
    const paths: string[] = []
    const client = userClient(at, { onMismatch: ({ path }) => void paths.push(path) })
    await getChannelEmotes(client, { broadcaster_id: '1' })
    expectSame(paths.includes('data.0.id'), true)
  },
  'validate: throw rejects invalid rows': async at => {
    await expectFailure(getChannelEmotes(userClient(at, { validate: 'throw' }), { broadcaster_id: '1' }), {
      code: 'schema',
    })
  },
  'an own endpoint can be called': async at => {
    const getOwn: Endpoint<NoParams, { id: string }[]> = defineEndpoint.list({
      path: '/users',
      item: v.object({ id: v.string() }),
    })
    expectSame(
      (await getOwn(userClient(at))).map(({ id }) => id),
      [at.ada],
    )
  },
  'a missing scope rejects before anything is sent': async at => {
    const auth = userToken(at.tokens.user, { user: at.ada, scopes: [], clientId: at.clientId })
    await expectFailure(getStreamKey(createClient({ ...at.network, auth })), {
      code: 'scope',
      missing: ['channel:read:stream_key'],
    })
  },
  'thirty calls at once succeed': async at => {
    const client = userClient(at)
    const found = await Promise.all(Array.from({ length: 30 }, () => getUsers(client)))
    expectSame(new Set(found.map(([user]) => user?.id)).size, 1)
  },
  'one signal serves many calls': async at => {
    const { signal } = new AbortController()
    const client = userClient(at)
    await Promise.all(Array.from({ length: 15 }, () => getUsers(client, {}, { signal })))
  },
  'a list without rows is empty': async at => {
    expectSame(await getVideosByUserId(userClient(at), { user_id: '999999999' }), [])
  },
  'scopesFor reads event types, and createEventSub returns an EventSub': at => {
    expectSame(scopesFor(channelFollow, banUser), ['moderator:read:followers', 'moderator:manage:banned_users'])
    const events = createEventSub(userClient(at))
    expectSame(typeof events.on, 'function')
  },
  'display functions format data': () => {
    expectSame(parseDuration('3h21m33s'), 12_093)
    expectSame(imageURL('https://a/{width}x{height}.jpg', 20, 10), 'https://a/20x10.jpg')
    expectSame(typeof formatAmount({ value: 1050, decimal_places: 2, currency: 'EUR' }), 'string')
    expectSame(emoteURL({ id: '25', format: ['static'] }).startsWith('https://static-cdn.jtvnw.net/emoticons'), true)
    expectSame([isHelixError(new HelixError('http', 'a')), isHelixError({})], [true, false])
  },
}

/** Runs every case, one after the other. */
export async function runCases(surroundings: Surroundings): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run(surroundings)
      verdicts.push([name, null])
    } catch (error) {
      verdicts.push([name, String(Object(error).stack ?? error)])
    }
  }
  return verdicts
}
