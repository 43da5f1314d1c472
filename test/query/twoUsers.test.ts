// @vitest-environment happy-dom
import {
  dehydrate,
  hydrate,
  InfiniteQueryObserver,
  MutationObserver,
  onlineManager,
  QueryClient,
  QueryObserver,
} from '@tanstack/query-core'
import {
  banUser,
  createClient,
  getChannelFollowers,
  getChatSettings,
  getUsers,
  type HelixClient,
  type ImplicitGrantAuth,
  scopesFor,
  updateChatSettings,
} from 'tinyhelix'
import {
  batched,
  helixFilter,
  helixInfiniteQuery,
  helixKey,
  helixMutation,
  helixQuery,
  syncSession,
} from 'tinyhelix/query'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { agreed, allowPopups, type Popup } from '../auth/atTwitch.ts'
import { openPage, type Page } from '../auth/page.ts'
import { load, signedIn } from '../auth/signedIn.ts'
import { startTwitch, type Twitch } from '../auth/twitch.ts'
import { type ScriptedFetch, scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const scopes = scopesFor(banUser, getChannelFollowers, updateChatSettings, getChatSettings)
const [ada, bob] = ['ada', 'bob'].map(login => ({ login, scopes }))

/** A page with Ada signed in. */
interface World {
  readonly page: Page
  readonly twitch: Twitch
  readonly popups: readonly Popup[]
  readonly auth: ImplicitGrantAuth
  /** The scripted API. */
  readonly helix: ScriptedFetch
  readonly client: HelixClient
  readonly queryClient: QueryClient
}

const followersOf = (token?: string) => ({ data: [{ user_id: `of ${token}` }], total: 2 })

async function openWorld(): Promise<World> {
  const page = openPage()
  const twitch = startTwitch()
  const popups = allowPopups()
  const auth = await signedIn(page, twitch, 'SECRETada', ada)
  const helix = scriptedFetch()
  helix.answer('GET /channels/followers', ({ headers, query }) => ({
    json: { ...followersOf(headers.authorization), pagination: query.has('after') ? {} : { cursor: 'next' } },
  }))
  helix.answer('POST /moderation/bans', { json: { data: [{ user_id: '5' }] } })
  helix.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
  helix.answer('PATCH /chat/settings', { json: { data: [{ broadcaster_id: 'id-of-ada' }] } })
  const client = createClient({ auth, fetch: helix.fetch, validate: 'off' })
  const queryClient = new QueryClient()
  queryClient.mount()
  const stop = syncSession(queryClient, client)
  onTestFinished(() => {
    onlineManager.setOnline(true)
    stop()
    queryClient.unmount()
    queryClient.clear()
  })
  return { page, twitch, popups, auth, helix, client, queryClient }
}

/** Holds the first request to an endpoint until the test answers it. */
function hold(helix: ScriptedFetch, endpoint: string, answer: object) {
  const answered = deferred<object>()
  let isFirst = true
  helix.answer(endpoint, async () => {
    if (!isFirst) return { json: { data: [] } }
    isFirst = false
    return answered.promise
  })
  return {
    arrived: () => vi.waitFor(() => expect(helix.received(endpoint)).toHaveLength(1)),
    answer: () => answered.resolve(answer),
  }
}

const tooMany = { status: 429, json: { message: 'Too Many Requests' } }

/** Calls that Ada has started, each with a function that continues it and its outcome. */
interface Begun {
  readonly goOn: () => unknown
  readonly outcome: Promise<unknown>
}

const begin: Record<string, (world: World) => Promise<Begun>> = {
  'a mutation with a slow onMutate': async ({ client, queryClient }) => {
    const { promise, resolve } = deferred<void>()
    const ban = new MutationObserver(queryClient, helixMutation(client, banUser, { onMutate: () => promise }))
    return { outcome: ban.mutate({ user_id: '5' }), goOn: resolve }
  },

  'a mutation that waits for another one of its scope': async ({ helix, client, queryClient }) => {
    const { arrived, answer } = hold(helix, 'POST /moderation/bans', { json: { data: [{ user_id: '4' }] } })
    const options = helixMutation(client, banUser, { scope: { id: 'bans' } })
    void new MutationObserver(queryClient, options).mutate({ user_id: '4' })
    await arrived()
    return { outcome: new MutationObserver(queryClient, options).mutate({ user_id: '5' }), goOn: answer }
  },

  'a mutation that waits while its component renders again': async ({ helix, client, queryClient }) => {
    const { arrived, answer } = hold(helix, 'POST /moderation/bans', { json: { data: [{ user_id: '4' }] } })
    const render = () => helixMutation(client, banUser, { scope: { id: 'bans' } })
    void new MutationObserver(queryClient, render()).mutate({ user_id: '4' })
    await arrived()
    const observer = new MutationObserver(queryClient, render())
    const outcome = observer.mutate({ user_id: '5' })
    const goOn = () => {
      observer.setOptions(render())
      answer()
    }
    return { outcome, goOn }
  },

  'a mutation that waits for the network': async ({ client, queryClient }) => {
    onlineManager.setOnline(false)
    const ban = new MutationObserver(queryClient, helixMutation(client, banUser, { networkMode: 'online' }))
    return { outcome: ban.mutate({ user_id: '5' }), goOn: () => onlineManager.setOnline(true) }
  },

  'a mutation that TanStack tries again': async ({ helix, client, queryClient }) => {
    helix.answer('POST /moderation/bans', () => {
      onlineManager.setOnline(false)
      return { status: 500, json: { message: 'down' } }
    })
    const options = helixMutation(client, banUser, { networkMode: 'online', retry: 1 })
    const ban = new MutationObserver(queryClient, Object.assign(options, { retryDelay: 1 }))
    const outcome = ban.mutate({ user_id: '5' })
    await vi.waitFor(() => expect(ban.getCurrentResult().isPaused).toBe(true))
    return { outcome, goOn: () => onlineManager.setOnline(true) }
  },

  'a mutation that Twitch’s rate limit holds back': async ({ helix, client, queryClient }) => {
    const { arrived, answer } = hold(helix, 'POST /moderation/bans', tooMany)
    const outcome = new MutationObserver(queryClient, helixMutation(client, banUser)).mutate({ user_id: '5' })
    await arrived()
    return { outcome, goOn: answer }
  },

  'an optimistic mutation with a slow onMutate': async ({ client, queryClient }) => {
    const { promise, resolve } = deferred<void>()
    const options = helixMutation(client, updateChatSettings, { optimistic: true, onMutate: () => promise })
    return { outcome: new MutationObserver(queryClient, options).mutate({ slow_mode: true }), goOn: resolve }
  },

  'a query whose answer arrives late, in a cache without syncSession': async ({ helix, client }) => {
    const { arrived, answer } = hold(helix, 'GET /channels/followers', { json: followersOf('ada') })
    const outcome = new QueryClient().fetchQuery(helixQuery(client, getChannelFollowers))
    await arrived()
    return { outcome, goOn: answer }
  },

  'a refetched query': async ({ client, queryClient }) => {
    const observer = new QueryObserver(queryClient, helixQuery(client, getChannelFollowers))
    onTestFinished(observer.subscribe(() => {}))
    await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))
    const { promise, resolve } = deferred<void>()
    return { outcome: promise.then(() => observer.refetch({ throwOnError: true })), goOn: resolve }
  },

  'an infinite query’s next page': async ({ client, queryClient }) => {
    const observer = new InfiniteQueryObserver(queryClient, helixInfiniteQuery(client, getChannelFollowers))
    onTestFinished(observer.subscribe(() => {}))
    await vi.waitFor(() => expect(observer.getCurrentResult().hasNextPage).toBe(true))
    const { promise, resolve } = deferred<void>()
    return { outcome: promise.then(() => observer.fetchNextPage({ throwOnError: true })), goOn: resolve }
  },

  'a batched group': async ({ helix, client }) => {
    const { arrived, answer } = hold(helix, 'GET /users', tooMany)
    const userOf = batched(client, getUsers, 'id')
    const outcome = Promise.all(['5', '6'].map(id => userOf(id)))
    await arrived()
    return { outcome, goOn: answer }
  },

  'nextPage() of a list': async ({ client }) => {
    const followers = getChannelFollowers(client)
    await followers.nextPage()
    const { promise, resolve } = deferred<void>()
    return { outcome: promise.then(() => followers.nextPage()), goOn: resolve }
  },

  'a loop over a list': async ({ client }) => {
    const followers = getChannelFollowers(client)[Symbol.asyncIterator]()
    await followers.next()
    const { promise, resolve } = deferred<void>()
    return { outcome: promise.then(() => followers.next()), goOn: resolve }
  },
}

/** Changes of the session in an open page. */
const changes: Record<string, (world: World) => Promise<void>> = {
  'Ada signs out': ({ auth }) => auth.signOut(),

  'Bob signs in here': async ({ page, twitch, popups, auth }) => {
    const signedInHere = auth.signIn({ popup: true, forceVerify: true })
    const popup = popups.at(-1)
    if (!popup) throw new Error('There was to be a popup.')
    const here = location.href
    const close = vi.spyOn(globalThis, 'close').mockImplementation(popup.close)
    page.goTo(agreed(popup.url, twitch.grant('SECRETbob', bob)))
    await load(twitch).restore()
    close.mockRestore()
    page.goTo(here)
    await signedInHere
  },

  'Bob signs in in another tab': async ({ page, twitch, auth }) => {
    await signedIn(page, twitch, 'SECRETbob', bob)
    await vi.waitFor(() => expect(auth.state.session?.login).toBe('bob'))
  },
}

const combinations = Object.keys(begin).flatMap(entry => Object.keys(changes).map(change => [entry, change] as const))

describe('a call of one user is never sent or cached as another user', () => {
  it.each(combinations)('it is neither sent nor cached as another user: %s, when %s', async (entry, change) => {
    const world = await openWorld()
    const { helix, queryClient } = world
    const begun = await begin[entry]?.(world)
    begun?.outcome.catch(() => {})
    await changes[change]?.(world)
    const sent = helix.received().length
    await begun?.goOn()
    await expect(begun?.outcome).rejects.toMatchObject({ code: 'token' })
    expect(helix.received().slice(sent)).toEqual([])
    expect(queryClient.getQueriesData(helixFilter()).filter(([, data]) => data)).toEqual([])
  })
})

describe('the cached answers of a user', () => {
  it.each(Object.keys(changes))('the answers are dropped and not shown to others when %s', async change => {
    const world = await openWorld()
    const { client, queryClient } = world
    await queryClient.fetchQuery(helixQuery(client, getChannelFollowers))
    await queryClient.fetchInfiniteQuery(helixInfiniteQuery(client, getChannelFollowers))
    expect(queryClient.getQueriesData(helixFilter({ user: 'id-of-ada' }))).toHaveLength(2)
    await changes[change]?.(world)
    expect(queryClient.getQueriesData(helixFilter())).toEqual([])
    const observers = [
      new QueryObserver(queryClient, helixQuery(client, getChannelFollowers)),
      new InfiniteQueryObserver(queryClient, helixInfiniteQuery(client, getChannelFollowers)),
    ]
    for (const observer of observers) expect(observer.getCurrentResult().data).toBeUndefined()
  })

  it('another account of the page sees no change before Twitch accepts it', async () => {
    const twitch = scriptedFetch()
    const write = hold(twitch, 'PATCH /chat/settings', { status: 403, json: { message: 'no' } })
    const [alice, moderator] = [stubClient(twitch, stubAuth('1')), stubClient(twitch, stubAuth('2'))]
    const queryClient = new QueryClient()
    const params = { broadcaster_id: '1', moderator_id: '2' }
    const [mine, theirs, everybodys] = [
      helixKey(alice, getChatSettings, { ...params, moderator_id: '1' }),
      helixKey(moderator, getChatSettings, params),
      helixKey(alice, getChatSettings, { broadcaster_id: '1' }),
    ]
    for (const key of [mine, theirs, everybodys]) {
      queryClient.setQueryData(key, { broadcaster_id: '1', slow_mode: false })
    }
    const slowModeOf = (key: readonly unknown[]) => Object(queryClient.getQueryData(key)).slow_mode
    const isSlow = () => ({ mine: slowModeOf(mine), theirs: slowModeOf(theirs), everybodys: slowModeOf(everybodys) })
    const update = new MutationObserver(queryClient, helixMutation(alice, updateChatSettings, { optimistic: true }))
    const outcome = update.mutate({ slow_mode: true })
    await write.arrived()
    expect(isSlow()).toEqual({ mine: true, theirs: false, everybodys: true })
    write.answer()
    await expect(outcome).rejects.toMatchObject({ code: 'forbidden' })
    expect(isSlow()).toEqual({ mine: false, theirs: false, everybodys: false })
  })

  it('a change is neither shown nor sent when another user signs in before it is sent', async () => {
    const twitch = scriptedFetch()
    const auth = stubAuth('1')
    const client = stubClient(twitch, auth)
    const queryClient = new QueryClient()
    const key = helixKey(client, getChatSettings, { broadcaster_id: '1' })
    queryClient.setQueryData(key, { broadcaster_id: '1', slow_mode: false })
    const seen: unknown[] = []
    onTestFinished(
      queryClient.getQueryCache().subscribe(() => seen.push(Object(queryClient.getQueryData(key)).slow_mode)),
    )
    const { promise, resolve } = deferred<void>()
    const options = helixMutation(client, updateChatSettings, { optimistic: true, onMutate: () => promise })
    const outcome = new MutationObserver(queryClient, options).mutate({ slow_mode: true })
    auth.signInAs('2')
    resolve()
    await expect(outcome).rejects.toMatchObject({ code: 'token' })
    expect(seen).not.toContain(true)
    expect(twitch.received()).toEqual([])
  })
})

it('lookups of two users in one tick are sent in separate requests', async () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
  const auth = stubAuth('1')
  const userOf = batched(stubClient(twitch, auth), getUsers, 'id')
  const first = userOf('5')
  first.catch(() => {})
  auth.signInAs('2')
  expect(await Promise.all([userOf('5'), userOf('6')])).toEqual([{ id: '5' }, { id: '6' }])
  await expect(first).rejects.toMatchObject({ code: 'token' })
  expect(twitch.received().map(({ headers, query }) => [headers.authorization, query.getAll('id')])).toEqual([
    ['Bearer token-of-2', ['5', '6']],
  ])
})

/** Ways to load the page again. */
const reloads: Record<string, (world: World) => Promise<ImplicitGrantAuth>> = {
  'Ada signed out': async ({ twitch, auth }) => {
    await auth.signOut()
    const next = load(twitch)
    await next.restore()
    return next
  },
  'Bob signed in': ({ page, twitch }) => signedIn(page, twitch, 'SECRETbob', bob),
}

describe('persisted answers are shown to their own user only', () => {
  it.each(Object.keys(reloads))('answers are not shown to others after a reload before which %s', async reload => {
    const world = await openWorld()
    const { helix, client, queryClient } = world
    await queryClient.fetchQuery(helixQuery(client, getChannelFollowers))
    await queryClient.fetchInfiniteQuery(helixInfiniteQuery(client, getChannelFollowers))
    const stored = JSON.stringify(dehydrate(queryClient))
    expect(stored).toContain('id-of-ada')
    expect(stored.replaceAll('of Bearer SECRET', '')).not.toContain('SECRET')

    const auth = await reloads[reload]?.(world)
    const next = createClient({ auth: auth ?? world.auth, fetch: helix.fetch, validate: 'off' })
    const cache = new QueryClient()
    hydrate(cache, JSON.parse(stored))
    const observers = [
      new QueryObserver(cache, helixQuery(next, getChannelFollowers)),
      new InfiniteQueryObserver(cache, helixInfiniteQuery(next, getChannelFollowers)),
    ]
    for (const observer of observers) {
      expect(observer.getCurrentResult().data).toBeUndefined()
      onTestFinished(observer.subscribe(({ data }) => expect(JSON.stringify(data ?? '')).not.toContain('ada')))
    }
    if (next.auth?.state.session) {
      for (const observer of observers) {
        await vi.waitFor(() => expect(JSON.stringify(observer.getCurrentResult().data)).toContain('SECRETbob'))
      }
    }
    cache.clear()
  })

  it.each(Object.keys(reloads))('a paused mutation is not sent after a reload before which %s', async reload => {
    const world = await openWorld()
    const { helix, client, queryClient } = world
    onlineManager.setOnline(false)
    const options = helixMutation(client, banUser, { networkMode: 'online' })
    void new MutationObserver(queryClient, options).mutate({ user_id: '5' }).catch(() => {})
    await vi.waitFor(() => expect(queryClient.getMutationCache().getAll()[0]?.state.isPaused).toBe(true))
    const stored = JSON.stringify(dehydrate(queryClient))
    queryClient.clear()

    const auth = await reloads[reload]?.(world)
    const next = createClient({ auth: auth ?? world.auth, fetch: helix.fetch, validate: 'off' })
    const cache = new QueryClient()
    cache.setMutationDefaults(['tinyhelix', '/moderation/bans'], helixMutation(next, banUser))
    hydrate(cache, JSON.parse(stored))
    onlineManager.setOnline(true)
    await cache.resumePausedMutations()
    expect(
      cache
        .getMutationCache()
        .getAll()
        .map(({ state }) => Object(state.error).code),
    ).toEqual(['token'])
    expect(helix.received()).toEqual([])
    cache.clear()
  })
})
