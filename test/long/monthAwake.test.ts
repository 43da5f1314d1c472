// @vitest-environment happy-dom
import { MutationObserver, onlineManager, QueryClient, QueryObserver } from '@tanstack/query-core'
import {
  createClient,
  getBannedUsers,
  getBitsLeaderboard,
  getChannelEditors,
  getChannelFollowers,
  getChannelInformation,
  getChatSettings,
  getCreatorGoals,
  getCustomRewards,
  getFollowedChannels,
  getFollowedStreams,
  getModerators,
  getPolls,
  getPredictions,
  getShieldModeStatus,
  getStreams,
  getTopGames,
  getUserBlockList,
  getUsers,
  getVips,
  type HelixClient,
  type ImplicitGrantAuth,
  implicitGrant,
  isHelixError,
  searchChannels,
  updateChatSettings,
} from 'tinyhelix'
import { helixMutation, helixQuery, syncSession } from 'tinyhelix/query'
import { expect, it, vi } from 'vitest'
import { agreed, allowPopups, begin } from '../auth/atTwitch.ts'
import { hearFromAnotherTab, openPage, wake } from '../auth/page.ts'
import { day, hour, pass, stopTime } from '../auth/twitch.ts'
import { collectGarbage, megabytesInUse } from '../bench/memory.ts'

const minute = 60_000

/** The lifetime of a token of the implicit grant here. */
const lifetime = 4.5 * day

const scopes = [
  ...([
    'bits:read',
    'channel:read:editors',
    'channel:read:goals',
    'channel:manage:polls',
    'channel:read:vips',
  ] as const),
  ...(['channel:manage:predictions', 'channel:manage:redemptions', 'moderation:read', 'user:read:follows'] as const),
  ...(['moderator:manage:banned_users', 'moderator:manage:chat_settings', 'moderator:read:followers'] as const),
  ...(['moderator:read:shield_mode', 'user:read:blocked_users'] as const),
]

/** The state at the end of a day, and the requests of that day. */
interface Day {
  /** Megabytes, after garbage collection. */
  readonly heap: number
  readonly listeners: number
  readonly timers: number
  readonly validations: number
  readonly reads: number
  readonly writes: number
}

/** A Twitch that counts requests without storing them, and can be unreachable. */
function startCountingTwitch() {
  const ends = new Map<string, number>()
  const counts = { validations: 0, reads: 0, writes: 0, refused: 0 }
  const network = { isDown: false }
  const json = (status: number, body: object) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

  const fetch: typeof globalThis.fetch = async (input, { method = 'GET', headers } = {}) => {
    if (network.isDown) throw new TypeError('Failed to fetch')
    const token = (new Headers(headers).get('authorization') ?? '').split(' ')[1] ?? ''
    const end = ends.get(token) ?? 0
    if (end <= Date.now()) {
      counts.refused++
      return json(401, { error: 'Unauthorized', status: 401, message: 'Invalid OAuth token' })
    }
    if (String(input).includes('/oauth2/')) {
      counts.validations++
      const expires_in = Math.round((end - Date.now()) / 1000)
      return json(200, { client_id: 'client', login: 'ada', user_id: '1', scopes, expires_in })
    }
    counts[method === 'GET' ? 'reads' : 'writes']++
    return json(200, { data: [{ id: '1', broadcaster_id: '1', slow_mode: true }], pagination: {}, total: 1 })
  }
  const grant = () => {
    const token = `SECRET${ends.size}`
    ends.set(token, Date.now() + lifetime)
    return token
  }
  return { fetch, counts, network, grant }
}

/** Counts the listeners of the page and the document. */
function countListeners() {
  const spies = [globalThis, document].map(target => ({
    added: vi.spyOn(target, 'addEventListener'),
    removed: vi.spyOn(target, 'removeEventListener'),
  }))
  return () => {
    let count = 0
    for (const { added, removed } of spies) {
      const changes = [added, removed].flatMap(({ mock }) =>
        mock.calls.map(([type, listener], call) => ({
          ...{ type, listener, isAdded: mock === added.mock },
          at: mock.invocationCallOrder[call] ?? 0,
        })),
      )
      const held = new Map<unknown, Set<string>>()
      for (const { type, listener, isAdded } of changes.sort((one, other) => one.at - other.at)) {
        const types = held.get(listener) ?? new Set()
        held.set(listener, types)
        if (isAdded) types.add(type)
        else types.delete(type)
      }
      for (const types of held.values()) count += types.size
    }
    return count
  }
}

/** Twenty queries, as the hooks of a dashboard have them. Each refetches every half hour. */
function observeTwenty(client: HelixClient, queryClient: QueryClient) {
  const every = { refetchInterval: 30 * minute, refetchIntervalInBackground: true }
  const queries = [
    helixQuery(client, getUsers, {}, every),
    helixQuery(client, getChannelInformation, { broadcaster_id: '1' }, every),
    helixQuery(client, getStreams, { user_id: '1' }, every),
    helixQuery(client, getChannelFollowers, {}, every),
    helixQuery(client, getChatSettings, { broadcaster_id: '1' }, every),
    helixQuery(client, getBannedUsers, {}, every),
    helixQuery(client, getModerators, {}, every),
    helixQuery(client, getVips, {}, every),
    helixQuery(client, getPolls, {}, every),
    helixQuery(client, getPredictions, {}, every),
    helixQuery(client, getCustomRewards, {}, every),
    helixQuery(client, getBitsLeaderboard, {}, every),
    helixQuery(client, getChannelEditors, {}, every),
    helixQuery(client, getCreatorGoals, {}, every),
    helixQuery(client, getFollowedChannels, {}, every),
    helixQuery(client, getFollowedStreams, {}, every),
    helixQuery(client, getShieldModeStatus, {}, every),
    helixQuery(client, getUserBlockList, {}, every),
    helixQuery(client, getTopGames, {}, every),
    helixQuery(client, searchChannels, { query: 'ada' }, every),
  ]
  expect(queries).toHaveLength(20)
  return queries.map(options => {
    // The types of each query do not matter here.
    const observer = new QueryObserver(queryClient, options as never)
    return { observer, end: observer.subscribe(() => {}) }
  })
}

/** Signs in again through a popup, as a user does when the session has ended. */
async function signInAgain(auth: ImplicitGrantAuth, token: string) {
  const popups = allowPopups()
  const done = auth.signIn({ popup: true })
  const [popup] = popups
  if (!popup) expect.fail('A popup was to open.')
  const redirect = new URL(agreed(popup.url, token)).hash.slice(1)
  hearFromAnotherTab('tinyhelix:client:default', { redirect })
  popup.close()
  await pass(minute)
  await done
}

it('heap, listeners, timers and daily requests of a page stay the same for a month', async () => {
  stopTime()
  const page = openPage('https://app.example/')
  const twitch = startCountingTwitch()
  const listeners = countListeners()
  const load = () => implicitGrant({ clientId: 'client', scopes, fetch: twitch.fetch })
  page.goTo(agreed(begin(load(), page), twitch.grant()))
  const auth = load()
  await auth.restore()
  const client = createClient({ auth, fetch: twitch.fetch, validate: 'off' })
  const queryClient = new QueryClient()
  queryClient.mount()
  const unsync = syncSession(queryClient, client)
  const hooks = observeTwenty(client, queryClient)
  const mutation = new MutationObserver(queryClient, helixMutation(client, updateChatSettings))
  const failures = new Map<string, number>()
  let signIns = 0

  const days: {
    heap: number
    listeners: number
    timers: number
    validations: number
    reads: number
    writes: number
  }[] = []
  for (let today = 0; today < 30; today++) {
    const before = { ...twitch.counts }
    for (let now = 0; now < 24 * 60; now++) {
      // Ten minutes without a network every six hours, and eight hours of sleep from 16 to 24.
      const isDown = now % 360 >= 300 && now % 360 < 310
      if (isDown !== twitch.network.isDown) {
        twitch.network.isDown = isDown
        onlineManager.setOnline(!isDown)
      }
      if (now === 16 * 60) {
        vi.setSystemTime(Date.now() + 8 * hour)
        wake()
        break
      }
      mutation.mutate({ slow_mode: now % 2 === 0 }).catch((error: unknown) => {
        if (!isHelixError(error)) throw error
        failures.set(error.code, (failures.get(error.code) ?? 0) + 1)
      })
      await pass(minute)
      if (auth.state.status !== 'signed-out') continue
      await signInAgain(auth, twitch.grant())
      signIns++
    }
    await pass(minute)
    collectGarbage()
    const { validations, reads, writes } = twitch.counts
    days.push({
      heap: megabytesInUse(),
      listeners: listeners(),
      timers: vi.getTimerCount(),
      validations: validations - before.validations,
      reads: reads - before.reads,
      writes: writes - before.writes,
    })
  }
  // The page's console is recorded.
  const summary = { signIns, failures: Object.fromEntries(failures), ...twitch.counts }
  process.stdout.write(`${days.map(found => JSON.stringify(found)).join('\n')}\n${JSON.stringify(summary)}\n`)

  expect(hooks.map(({ observer }) => observer.getCurrentResult().error).filter(error => error)).toEqual([])
  // The first days fill caches.
  const [early, late] = [days.slice(2, 9), days.slice(-7)]
  const most = (of: readonly Day[], field: keyof Day) => Math.max(...of.map(day => day[field]))
  expect(most(late, 'heap') - most(early, 'heap')).toBeLessThan(1)
  expect(most(early, 'listeners')).toBeGreaterThan(3)
  // A new session begins with requests of its own.
  for (const field of ['listeners', 'timers', 'validations', 'reads', 'writes'] as const) {
    expect(most(late, field), field).toBeLessThanOrEqual(most(early, field) * 1.01)
  }
  // One an hour while awake, one on waking, and one at each start.
  expect(most(days, 'validations')).toBeLessThan(20)
  // Requests under way when a session ended.
  expect(twitch.counts.refused).toBeLessThan(10)
  expect([...failures.keys()]).toEqual(['network', 'token'])
  expect(failures.get('token')).toBeLessThan(10)
  for (const { end } of hooks) end()
  unsync()
  queryClient.unmount()
})
