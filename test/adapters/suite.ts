import {
  type AuthState,
  banUser,
  createClient,
  getBannedUsers,
  getChannelFollowers,
  getChatSettings,
  getGames,
  getPolls,
  getStreamKey,
  getStreams,
  getUsers,
  type HelixClient,
  type HelixError,
  type NeedsScopes,
  sendChatMessage,
  snoozeNextAd,
  updateChatSettings,
} from 'tinyhelix'
import { anonymousChat } from 'tinyhelix/chat'
import {
  automodMessageHold,
  type ChatCondition,
  type ChatLine,
  channelChatMessage,
  channelChatMessageDelete,
  channelFollow,
  channelRaid,
  createEventSub,
  type EventSub,
  type EventSubState,
  type EventType,
  type ModeratorCondition,
  type QueueTypes,
  userUpdate,
} from 'tinyhelix/eventsub'
import {
  createExtension,
  type ExtensionState,
  type ExtensionTarget,
  extensionMessages,
  type TwitchExtension,
} from 'tinyhelix/extension'
import type { HelixVariables, Mutable, PagedQueryable, Queryable } from 'tinyhelix/query'
import { type LiveQueryClient, liveUsers, syncQueries } from 'tinyhelix/query/live'
import type {
  ChatChannel,
  EventSubHookState,
  HelixEventQueue,
  HelixPermission,
  HookHeldMessages,
  UseChatLogOptions,
  UseEventQueueOptions,
} from 'tinyhelix/react'
import { createFakeTwitch, type FakeClientOptions } from 'tinyhelix/testing'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Optimistic } from '../../src/query/helixMutation.ts'
import type { OptimisticUse, WriteUse } from '../../src/spec.ts'
import { scriptedSockets } from '../chat/scriptedChat.ts'
import { stubAuth, stubClient } from '../query/stubClient.ts'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'

/** The fields of a query that tests read. */
export interface SeenQuery<R> {
  readonly data: R | undefined
  readonly error: HelixError | null
  readonly status: 'pending' | 'error' | 'success'
  readonly fetchStatus: 'fetching' | 'paused' | 'idle'
}

/** The fields of an infinite query that tests read, with its pages in one list. */
export interface SeenPages<T> extends SeenQuery<T[]> {
  readonly hasNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** The fields of a mutation that tests read. */
export interface SeenMutation<P> {
  readonly error: HelixError | null
  readonly status: 'idle' | 'pending' | 'error' | 'success'
  readonly mutate: (variables: HelixVariables<P>) => void
}

/** The fields of the auth that tests read. */
export interface SeenAuth extends Pick<AuthState, 'status' | 'session'> {
  readonly signIn: () => Promise<unknown>
  readonly signOut: () => Promise<unknown>
}

/** The fields of a permission that tests read. */
export type SeenPermission = Pick<HelixPermission, 'granted' | 'missing' | 'request'>

/** The options that the suite tests. */
export interface TriedOptions {
  readonly client?: HelixClient | undefined
  readonly limit?: number
  readonly batch?: boolean
  readonly live?: boolean
  readonly enabled?: boolean
  /** The data while there is none, such as TanStack's `keepPreviousData`. */
  readonly placeholderData?: <R>(previous: R | undefined) => R | undefined
}

/** The configuration of the suite's extension. */
export interface Settings {
  readonly title: string
}

/** The fields of a configuration segment that tests read. */
export interface SeenConfiguration {
  readonly status: 'pending' | 'ready' | 'absent'
  readonly value: Settings | null
  readonly error: HelixError | null
  readonly set: (value: Settings) => Promise<void>
}

/** The hooks of a framework, called as its users call them. The functions that they return read the current result. */
export interface Hooks {
  query<P, R>(
    endpoint: Queryable<P, R, 'user'>,
    params: () => NoInfer<P> | null,
    options?: () => TriedOptions,
  ): () => SeenQuery<R>
  pages<P, T, X>(endpoint: PagedQueryable<P, T, X, 'user'>, params: () => NoInfer<P> | null): () => SeenPages<T>
  mutation<P, R>(
    endpoint: Mutable<P, R, 'user'>,
    options?: () => { optimistic?: Optimistic<WriteUse | OptimisticUse> },
  ): () => SeenMutation<P>
  auth(): () => SeenAuth
  permission(...endpoints: NeedsScopes[]): () => SeenPermission
  eventSub<C, E>(
    type: EventType<C, E>,
    condition: () => NoInfer<C> | null,
    handler: (event: NoInfer<E>) => unknown,
    options?: () => { readonly events?: EventSub | undefined },
  ): () => EventSubHookState
  /** The short form. */
  ownEventSub<E>(type: EventType<Record<never, never>, E>, handler: (event: E) => unknown): () => EventSubHookState
  eventSubState(): () => EventSubState
  extension(options?: { readonly extension: TwitchExtension }): () => ExtensionState
  /** The settings of the broadcaster, of version 2. */
  configuration(): () => SeenConfiguration
  message(target: () => ExtensionTarget | null, handler: (message: Settings) => unknown): void
  /** The short form. */
  anyMessage(target: () => ExtensionTarget | null, handler: (message: unknown) => unknown): void
  createChatLog(
    condition?: () => ChatCondition | ChatChannel | null,
    options?: () => UseChatLogOptions,
  ): () => readonly ChatLine[]
  heldMessages(condition: () => ModeratorCondition | null): () => HookHeldMessages
  createEventQueue<C, E>(
    types: () => QueueTypes<C, E>,
    options?: () => UseEventQueueOptions<NoInfer<E>>,
  ): () => HelixEventQueue<E>
}

/** The configuration of the suite's extension. */
export const settingsSchema = v.object({ title: v.string() })

/** A component: it returns what it shows, given an input that may change. */
export type Component<Input, View> = (hooks: Hooks, input: () => Input) => () => View

/** The functions of a cache that the suite needs, whichever copy of TanStack it comes from. */
export interface Cache extends LiveQueryClient {
  clear(): void
}

/** The surroundings of a component. */
export interface Place<Input> {
  readonly queryClient: Cache
  /** Left out: no client is provided. */
  readonly client?: HelixClient | undefined
  readonly events?: EventSub | undefined
  readonly extension?: TwitchExtension | undefined
  readonly input: Input
}

/** A component in a page. */
export interface Mounted<Input, View> {
  /** All renders so far, the latest last. */
  readonly views: View[]
  readonly setInput: (input: Input) => void
  readonly unmount: () => void
}

/** A framework with its adapter. */
export interface Adapter {
  readonly name: string
  readonly QueryClient: new () => Cache
  readonly mount: <Input, View>(component: Component<Input, View>, place: Place<Input>) => Mounted<Input, View>
}

const stream = (id: string) => ({ id, user_id: id, viewer_count: 1 })

/** The behavior of every adapter, in any framework. */
export function adapterSuite({ name, QueryClient, mount }: Adapter): void {
  const show = <Input, View>(component: Component<Input, View>, place: Partial<Place<Input>> & { input: Input }) => {
    const queryClient = place.queryClient ?? new QueryClient()
    const mounted = mount(component, { queryClient, ...place })
    let isMounted = true
    const unmount = () => {
      if (isMounted) mounted.unmount()
      isMounted = false
    }
    onTestFinished(() => {
      unmount()
      queryClient.clear()
    })
    /** Waits until the component shows this result. */
    const sees = (view: object) => vi.waitFor(() => expect(mounted.views.at(-1)).toMatchObject(view))
    return { ...mounted, unmount, sees, latest: () => mounted.views.at(-1) }
  }

  describe(`${name}: a query`, () => {
    it('a query returns the data that the endpoint resolves to', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', { json: { data: [stream('1')] } })
      const { views, sees } = show(hooks => hooks.query(getStreams, () => ({ game_id: '7' })), {
        client: stubClient(twitch),
        input: null,
      })
      expect(views[0]).toMatchObject({ status: 'pending', data: undefined })
      await sees({ status: 'success', data: [stream('1')] })
      expect(twitch.received().map(({ query }) => query.get('game_id'))).toEqual(['7'])
    })

    it('a query returns its error after at most three requests', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', { status: 503, json: { message: 'down' } })
      const { sees } = show(hooks => hooks.query(getStreams, () => ({})), { client: stubClient(twitch), input: null })
      // The error appears after TanStack has given up as well.
      await sees({ status: 'error', error: { code: 'server_error', detail: 'down' } })
      expect(twitch.received()).toHaveLength(3)
    })

    it.each([403, 404, 500, 503])(
      'a query makes one request when the first answer is %i and retries are off',
      async status => {
        const twitch = createFakeTwitch()
        const client = twitch.client({ retry: false })
        twitch.fail({ path: '/streams', status, times: 1 })
        // Another component gets the session as well.
        const component: Component<null, SeenQuery<unknown>> = hooks => {
          hooks.auth()
          return hooks.query(getStreams, () => ({}))
        }
        const { sees, latest, views } = show(component, { client, input: null })
        await sees({ status: 'error', error: { status } })
        await new Promise(resolve => setTimeout(resolve))
        expect(latest()).toMatchObject({ status: 'error', fetchStatus: 'idle', error: { status } })
        expect(views.filter(view => view.status === 'success')).toEqual([])
        expect(twitch.requests).toHaveLength(1)
      },
    )

    it('a query waits while its parameters are not known', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /users', { json: { data: [{ id: '5' }] } })
      const { sees, setInput } = show((hooks, input) => hooks.query(getUsers, input), {
        client: stubClient(twitch),
        input: null as { login: string } | null,
      })
      await sees({ status: 'pending', fetchStatus: 'idle' })
      expect(twitch.received()).toEqual([])
      setInput({ login: 'ada' })
      await sees({ data: [{ id: '5' }] })
      setInput(null)
      await sees({ status: 'pending', fetchStatus: 'idle', data: undefined })
    })

    it('changed parameters abort the request and make the new one', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', ({ query }) =>
        query.get('game_id') === 'old' ? new Promise(() => {}) : { json: { data: [stream('new')] } },
      )
      const { sees, setInput } = show((hooks, input) => hooks.query(getStreams, () => ({ game_id: input() })), {
        client: stubClient(twitch),
        input: 'old',
      })
      await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
      setInput('new')
      await sees({ data: [stream('new')] })
      expect(twitch.received().map(({ signal }) => signal.aborted)[0]).toBe(true)
      expect(twitch.received()).toHaveLength(2)
    })

    it('unmounting the component aborts the request', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', () => new Promise(() => {}))
      const { unmount } = show(hooks => hooks.query(getStreams, () => ({})), {
        client: stubClient(twitch),
        input: null,
      })
      await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
      unmount()
      await vi.waitFor(() => expect(twitch.received()[0]?.signal.aborted).toBe(true))
    })

    it('components share one query, and a query without components is fetched again by the next one', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', { json: { data: [stream('1')] } })
      const place = { client: stubClient(twitch), queryClient: new QueryClient(), input: null }
      const component: Component<null, SeenQuery<unknown>> = hooks => hooks.query(getStreams, () => ({}))
      const [first, second] = [show(component, place), show(component, place)]
      await first.sees({ status: 'success' })
      await second.sees({ status: 'success' })
      expect(show(component, place).views[0]).toMatchObject({ status: 'success', fetchStatus: 'idle' })
      expect(twitch.received()).toHaveLength(1)
    })

    it('batch combines single ids of several components into one request', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
      const component: Component<null, unknown[]> = hooks => {
        const users = ['1', '2', '3'].map(id =>
          hooks.query(
            getUsers,
            () => ({ id }),
            () => ({ batch: true }),
          ),
        )
        return () => users.map(user => user().data)
      }
      const { sees } = show(component, { client: stubClient(twitch), input: null })
      await sees([[{ id: '1' }], [{ id: '2' }], [{ id: '3' }]])
      expect(twitch.received()).toHaveLength(1)
    })

    it('events update a query while its component is mounted', async () => {
      const fake = createFakeTwitch()
      const client = fake.client()
      const events = createEventSub(client)
      const queryClient = new QueryClient()
      const end = syncQueries(queryClient, events, [liveUsers])
      onTestFinished(() => {
        end()
        events.close()
      })
      const component: Component<null, SeenQuery<{ login: string }[]>> = hooks =>
        hooks.query(
          getUsers,
          () => ({}),
          () => ({ live: true }),
        )
      const { sees, unmount } = show(component, { client, queryClient, input: null })
      await sees({ data: [{ login: 'ada' }] })
      await vi.waitFor(() => expect(events.state.status).toBe('live'))
      fake.emit(userUpdate, { user_id: fake.user('ada').id, user_login: 'countess', user_name: 'C', description: '' })
      await sees({ data: [{ login: 'countess' }] })
      unmount()
      await vi.waitFor(() => expect(events.state.status).toBe('idle'))
    })

    it('a query works when a proxy adds the token', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams/key', { json: { data: [{ stream_key: 'k' }] } })
      const client = createClient({ kind: 'user', fetch: twitch.fetch, validate: 'off' })
      const { sees } = show(hooks => hooks.query(getStreamKey, () => ({ broadcaster_id: '1' })), {
        client,
        input: null,
      })
      await sees({ data: { stream_key: 'k' } })
    })

    it('a hook without a client throws an error that says how to provide one', () => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      vi.spyOn(console, 'warn').mockImplementation(() => {})
      onTestFinished(() => void vi.restoreAllMocks())
      expect(() => show(hooks => hooks.query(getStreams, () => ({})), { input: null })).toThrow('There is no client')
    })
  })

  describe(`${name}: the signed-in user`, () => {
    it('mounting a query restores the session, and queries for a user wait for it', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams/key', { json: { data: [{ stream_key: 'k' }] } })
      const auth = stubAuth()
      const { sees } = show(hooks => hooks.query(getStreamKey, () => ({})), {
        client: stubClient(twitch, auth),
        input: null,
      })
      await vi.waitFor(() => expect(auth.starts()).toBeGreaterThan(0))
      await sees({ status: 'pending', fetchStatus: 'idle' })
      await auth.signOut()
      await sees({ status: 'pending', fetchStatus: 'idle' })
      expect(twitch.received()).toEqual([])
      auth.signInAs('1')
      await sees({ status: 'success', data: { stream_key: 'k' } })
    })

    it('several components restore the session once', async () => {
      const auth = stubAuth()
      const component: Component<null, unknown[]> = hooks => {
        const views = [hooks.auth(), hooks.query(getStreams, () => ({})), hooks.query(getStreamKey, () => ({}))]
        return () => views.map(view => view().status)
      }
      const place = { client: stubClient(scriptedFetch(), auth), input: null }
      const { sees } = show(component, place)
      show(component, place)
      await vi.waitFor(() => expect(auth.starts()).toBeGreaterThan(0))
      await sees(['pending', 'pending', 'pending'])
      expect(auth.starts()).toBe(1)
    })

    it('a component follows the auth while it is mounted, and shows earlier changes', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /channels/followers', { json: { data: [{ user_id: '5' }], total: 1 } })
      const auth = stubAuth('1')
      const queryClient = new QueryClient()
      const place = { client: stubClient(twitch, auth), queryClient, input: null }
      const cached = () => queryClient.getQueriesData({}).filter(([, data]) => data).length
      const component: Component<null, SeenQuery<unknown>> = hooks => hooks.query(getChannelFollowers, () => ({}))
      const [first, second] = [show(component, place), show(component, place)]
      await first.sees({ status: 'success' })
      await second.sees({ status: 'success' })
      first.unmount()
      expect(auth.listeners()).toBeGreaterThan(0)
      second.unmount()
      await vi.waitFor(() => expect(auth.listeners()).toBe(0))
      auth.signInAs('2')
      expect(cached()).toBe(1)
      const { sees } = show(hooks => hooks.auth(), place)
      await sees({ session: { userId: '2' } })
      await vi.waitFor(() => expect(cached()).toBe(0))
    })

    it('a public query waits while the auth is pending, and fails with `token` after a sign-out', async () => {
      const twitch = scriptedFetch()
      const auth = stubAuth()
      const { sees } = show(hooks => hooks.query(getStreams, () => ({})), {
        client: stubClient(twitch, auth),
        input: null,
      })
      await vi.waitFor(() => expect(auth.starts()).toBeGreaterThan(0))
      await sees({ status: 'pending', fetchStatus: 'idle' })
      await auth.signOut()
      await sees({ status: 'error', error: { code: 'token' } })
      expect(twitch.received()).toEqual([])
    })

    it('queries that failed without a user are fetched once each after a sign-in', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /streams', { json: { data: [stream('1')] } })
      twitch.answer('GET /games', { json: { data: [{ id: '5' }] } })
      const auth = stubAuth()
      await auth.signOut()
      const component: Component<null, SeenQuery<unknown>[]> = hooks => {
        const queries = [hooks.query(getStreams, () => ({})), hooks.query(getGames, () => ({ name: 'Chess' }))]
        return () => queries.map(query => query())
      }
      const { sees } = show(component, { client: stubClient(twitch, auth), input: null })
      await sees([{ error: { code: 'token' } }, { error: { code: 'token' } }])
      auth.signInAs('1')
      await sees([
        { error: null, data: [stream('1')] },
        { error: null, data: [{ id: '5' }] },
      ])
      expect(twitch.received()).toHaveLength(2)
    })

    it('the auth hook returns the state and can sign out', async () => {
      const auth = stubAuth()
      const { sees, latest } = show(hooks => hooks.auth(), { client: stubClient(scriptedFetch(), auth), input: null })
      await sees({ status: 'pending', session: null })
      auth.signInAs('1')
      await sees({ status: 'signed-in', session: { userId: '1' } })
      await latest()?.signOut()
      await sees({ status: 'signed-out', session: null })
      await expect(latest()?.signIn()).rejects.toMatchObject({ code: 'sign_in' })
    })

    it('a query never shows one user the data of another', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /channels/followers', ({ headers }) => ({
        json: { data: [{ user_id: `of ${headers.authorization}` }], total: 1 },
      }))
      twitch.answer('GET /streams', { json: { data: [stream('1')] } })
      const auth = stubAuth('1')
      const queryClient = new QueryClient()
      const component: Component<
        null,
        { user: string | null | undefined; followers: unknown; streams: unknown }
      > = hooks => {
        const session = hooks.auth()
        const followers = hooks.query(getChannelFollowers, () => ({}))
        const streams = hooks.query(getStreams, () => ({}))
        return () => ({ user: session().session?.userId, followers: followers().data, streams: streams().data })
      }
      const { sees, views } = show(component, { client: stubClient(twitch, auth), queryClient, input: null })
      await sees({ user: '1', followers: [{ user_id: 'of Bearer token-of-1' }], streams: [stream('1')] })
      auth.signInAs('2')
      await sees({ user: '2', followers: [{ user_id: 'of Bearer token-of-2' }] })
      await auth.signOut()
      await sees({ user: undefined, followers: undefined, streams: [stream('1')] })
      for (const { user, followers } of views) {
        if (followers) expect(followers).toEqual([{ user_id: `of Bearer token-of-${user}` }])
      }
      const kept = queryClient.getQueriesData({}).flatMap(([key, data]) => (data === undefined ? [] : [key[1]]))
      expect(kept).toEqual(['/streams'])
      expect(twitch.received('GET /streams')).toHaveLength(1)
    })

    it('placeholderData keeps rows of the same user and drops rows of another', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /channels/followers', ({ headers }) => ({
        json: { data: [{ user_id: `of ${headers.authorization}` }], total: 1 },
      }))
      const auth = stubAuth('1')
      const component: Component<number, { user: string | null | undefined; followers: unknown }> = (hooks, first) => {
        const session = hooks.auth()
        const followers = hooks.query(
          getChannelFollowers,
          () => ({ first: first() }),
          () => ({ placeholderData: previous => previous }),
        )
        return () => ({ user: session().session?.userId, followers: followers().data })
      }
      const { sees, setInput, views } = show(component, { client: stubClient(twitch, auth), input: 1 })
      await sees({ user: '1', followers: [{ user_id: 'of Bearer token-of-1' }] })
      const before = views.length
      setInput(2)
      await vi.waitFor(() => expect(twitch.received()).toHaveLength(2))
      expect(views.length).toBeGreaterThan(before)
      for (const { followers } of views.slice(before)) expect(followers).toBeDefined()
      auth.signInAs('2')
      await sees({ user: '2', followers: [{ user_id: 'of Bearer token-of-2' }] })
      await auth.signOut()
      await sees({ user: undefined, followers: undefined })
      for (const { user, followers } of views) {
        if (followers) expect(followers).toEqual([{ user_id: `of Bearer token-of-${user}` }])
      }
    })

    it('a query with its own client shows the user of that client', async () => {
      const twitch = scriptedFetch()
      twitch.answer('GET /channels/followers', ({ headers }) => ({
        json: { data: [{ user_id: `of ${headers.authorization}` }], total: 1 },
      }))
      const second = stubAuth('2')
      const accounts = [stubClient(twitch, stubAuth('1')), stubClient(twitch, second)]
      const queryClient = new QueryClient()
      const { sees, setInput } = show(
        (hooks, input) =>
          hooks.query(
            getChannelFollowers,
            () => ({}),
            () => ({ client: accounts[input()] }),
          ),
        { client: accounts[0], queryClient, input: 0 },
      )
      await sees({ data: [{ user_id: 'of Bearer token-of-1' }] })
      setInput(1)
      await sees({ data: [{ user_id: 'of Bearer token-of-2' }] })
      await second.signOut()
      await sees({ data: undefined })
      const kept = queryClient.getQueriesData({}).flatMap(([key, data]) => (data === undefined ? [] : [key[4]]))
      expect(kept).toEqual(['1'])
    })
  })

  describe(`${name}: a permission`, () => {
    /** An auth that can sign in, and the options that it received. */
    const setUp = (user?: string) => {
      const auth = stubAuth(user)
      const signIn = vi.fn(async (_options?: object) => {})
      return { auth, signIn, client: stubClient(scriptedFetch(), Object.assign(auth, { signIn })) }
    }

    it('a permission is granted when the session has the scopes, and requests only missing ones', async () => {
      const { auth, signIn, client } = setUp()
      const { sees, latest } = show(hooks => hooks.permission(getChannelFollowers, banUser), {
        client,
        input: null,
      })
      const all = ['moderator:read:followers', 'moderator:manage:banned_users']
      await sees({ granted: null })
      await auth.signOut()
      await sees({ granted: false, missing: all })
      auth.signInAs('1', ['moderator:read:followers'])
      await sees({ granted: false, missing: ['moderator:manage:banned_users'] })
      await latest()?.request({ popup: true, scopes: ['user:edit'] })
      expect(signIn.mock.calls).toEqual([[{ popup: true, scopes: ['moderator:manage:banned_users', 'user:edit'] }]])
      auth.signInAs('1', [...all, 'user:edit'])
      await sees({ granted: true, missing: [] })
    })

    it('a permission with unknown scopes is not known, and requests every scope', async () => {
      const { signIn, client } = setUp('1')
      const { sees, latest } = show(hooks => hooks.permission(getChannelFollowers), {
        client,
        input: null,
      })
      await sees({ granted: null, missing: ['moderator:read:followers'] })
      await latest()?.request()
      expect(signIn.mock.calls).toEqual([[{ scopes: ['moderator:read:followers'] }]])
    })

    it('a permission lacks nothing when one of several alternative scopes is granted', async () => {
      const auth = stubAuth()
      auth.signInAs('1', ['channel:manage:polls'])
      const { sees } = show(hooks => hooks.permission(getPolls, getStreams), {
        client: stubClient(scriptedFetch(), auth),
        input: null,
      })
      await sees({ granted: true, missing: [] })
    })

    it('request() rejects with `sign_in` when the auth cannot sign in', async () => {
      const { latest, sees } = show(hooks => hooks.permission(banUser), {
        client: stubClient(scriptedFetch()),
        input: null,
      })
      await sees({ granted: null })
      await expect(latest()?.request()).rejects.toMatchObject({ code: 'sign_in' })
    })
  })

  describe(`${name}: an infinite query`, () => {
    it('fetchNextPage() adds a page to the end of the list', async () => {
      const twitch = scriptedFetch()
      const next: Record<string, string> = { '': 'b', b: 'c' }
      twitch.answer('GET /streams', ({ query }) => {
        const after = query.get('after') ?? ''
        // The first row of each page is the last one of the page before.
        const data = [stream(after || 'a'), stream(next[after] ?? 'd')]
        return { json: { data, pagination: { cursor: next[after] } } }
      })
      const { sees, latest } = show(hooks => hooks.pages(getStreams, () => ({ language: 'en' })), {
        client: stubClient(twitch),
        input: null,
      })
      const ids = (...known: string[]) => known.map(id => ({ id }))
      await sees({ data: ids('a', 'b'), hasNextPage: true })
      latest()?.fetchNextPage()
      await sees({ data: ids('a', 'b', 'c'), hasNextPage: true })
      latest()?.fetchNextPage()
      await sees({ data: ids('a', 'b', 'c', 'd'), hasNextPage: false })
    })
  })

  describe(`${name}: a mutation`, () => {
    it('a mutation refetches the queries that it changes', async () => {
      const twitch = scriptedFetch()
      const banned: object[] = []
      twitch.answer('GET /moderation/banned', () => ({ json: { data: [...banned] } }))
      twitch.answer('POST /moderation/bans', ({ body }) => {
        banned.push({ user_id: JSON.parse(body).data.user_id })
        return { json: { data: [{}] } }
      })
      const component: Component<null, { list: unknown; ban: SeenMutation<{ user_id: string }> }> = hooks => {
        const list = hooks.query(getBannedUsers, () => ({}))
        const ban = hooks.mutation(banUser)
        return () => ({ list: list().data, ban: ban() })
      }
      const { sees, latest } = show(component, { client: stubClient(twitch), input: null })
      await sees({ list: [], ban: { status: 'idle' } })
      latest()?.ban.mutate({ user_id: '5' })
      await sees({ list: [{ user_id: '5' }], ban: { status: 'success' } })
      expect(twitch.received('GET /moderation/banned')).toHaveLength(2)
    })

    it('a mutation returns the error of a refusal, and needs no argument when nothing is required', async () => {
      const twitch = scriptedFetch()
      twitch.answer('POST /channels/ads/schedule/snooze', { status: 400, json: { message: 'no snoozes left' } })
      const { sees, latest } = show(hooks => hooks.mutation(snoozeNextAd), { client: stubClient(twitch), input: null })
      await sees({ status: 'idle' })
      latest()?.mutate()
      await sees({ status: 'error', error: { code: 'bad_request', detail: 'no snoozes left' } })
    })

    it('an optimistic mutation shows its change at once and rolls it back if Twitch refuses', async () => {
      const twitch = scriptedFetch()
      const answered = deferred<void>()
      twitch.answer('GET /chat/settings', { json: { data: [{ broadcaster_id: '1', slow_mode: false }] } })
      twitch.answer('PATCH /chat/settings', async () => {
        await answered.promise
        return { status: 403, json: { message: 'no' } }
      })
      const component: Component<
        null,
        { slow: unknown; update: SeenMutation<{ slow_mode?: boolean | undefined }> }
      > = hooks => {
        const settings = hooks.query(getChatSettings, () => ({ broadcaster_id: '1' }))
        const update = hooks.mutation(updateChatSettings, () => ({ optimistic: true }))
        return () => ({ slow: settings().data?.slow_mode, update: update() })
      }
      const { sees, latest } = show(component, { client: stubClient(twitch), input: null })
      await sees({ slow: false })
      latest()?.update.mutate({ slow_mode: true })
      await sees({ slow: true, update: { status: 'pending' } })
      answered.resolve()
      await sees({ slow: false, update: { status: 'error', error: { code: 'forbidden' } } })
    })
  })

  /** A fake Twitch, a page with ada signed in, and functions that cause events. */
  const eventPage = (options: FakeClientOptions = {}) => {
    const twitch = createFakeTwitch()
    const client = twitch.client({ user: 'ada', ...options })
    const events = createEventSub(client)
    onTestFinished(events.close)
    const own = { broadcaster_user_id: twitch.user('ada').id }
    const subscribed = () =>
      twitch.eventSub.sessions.flatMap(({ subscriptions }) =>
        subscriptions.filter(({ status }) => status === 'enabled'),
      )
    return {
      twitch,
      own,
      place: { client, events },
      follow: (user_id: string) => twitch.emit(channelFollow, { ...own, user_id }),
      raid: (to_broadcaster_user_id: string, viewers: number) =>
        twitch.emit(channelRaid, { from_broadcaster_user_id: '99', to_broadcaster_user_id, viewers }),
      say: (text: string, broadcaster_user_id = own.broadcaster_user_id) =>
        twitch.emit(channelChatMessage, {
          broadcaster_user_id,
          chatter_user_id: '42',
          message_id: text,
          message: { text, fragments: [] },
          message_type: 'text',
          badges: [],
          cheer: null,
          color: '',
          reply: null,
          channel_points_custom_reward_id: null,
          source_broadcaster_user_id: null,
          source_message_id: null,
          source_badges: null,
        }),
      /** The conditions of a type that Twitch has. */
      conditions: (type: EventType<unknown, unknown>) =>
        subscribed().flatMap(row => (row.type === type.spec.type ? [row.condition] : [])),
      /** The number of subscriptions that the page has made, and that it has deleted. */
      asked: (method: string) =>
        twitch.requests.filter(request => request.method === method && request.path.endsWith('/eventsub/subscriptions'))
          .length,
    }
  }

  describe(`${name}: a subscription`, () => {
    it('a subscription lasts as long as its component, and sends one POST', async () => {
      const { place, twitch, asked, follow } = eventPage()
      const heard: string[] = []
      const component: Component<null, EventSubHookState> = hooks =>
        hooks.ownEventSub(channelFollow, ({ user_id }) => heard.push(user_id))
      const { views, sees, unmount } = show(component, { ...place, input: null })
      expect(views[0]).toEqual({ status: 'pending', error: null })
      await sees({ status: 'live', error: null })
      follow('1')
      await vi.waitFor(() => expect(heard).toEqual(['1']))
      unmount()
      // No request is sent within a second.
      const again = show(component, { ...place, input: null })
      await again.sees({ status: 'live' })
      follow('2')
      await vi.waitFor(() => expect(heard).toEqual(['1', '2']))
      expect([asked('POST'), asked('DELETE')]).toEqual([1, 0])
      again.unmount()
      await vi.waitFor(() => expect(twitch.eventSub.sessions).toEqual([]))
      expect(place.events.state.status).toBe('idle')
      expect(follow('3')).toBe(0)
    })

    it('an event calls the latest handler, and an equal condition does not subscribe again', async () => {
      const { place, asked, follow, own } = eventPage()
      const heard: string[] = []
      const { sees, setInput } = show(
        (hooks, input) => {
          const status = hooks.eventSub(
            channelFollow,
            () => ({ ...own, ...(input() && {}) }),
            ({ user_id }) => heard.push(`${input()} ${user_id}`),
          )
          return () => ({ ...status(), input: input() })
        },
        { ...place, input: 'first' },
      )
      await sees({ status: 'live' })
      follow('1')
      await vi.waitFor(() => expect(heard).toEqual(['first 1']))
      setInput('second')
      await sees({ input: 'second' })
      follow('2')
      await vi.waitFor(() => expect(heard).toEqual(['first 1', 'second 2']))
      expect([asked('POST'), asked('DELETE')]).toEqual([1, 0])
    })

    it.each([
      ['null', null],
      ['an id that is undefined', { to_broadcaster_user_id: undefined as unknown as string }],
    ])('a condition of %s turns the subscription off', async (_, off) => {
      const { place, twitch, raid, conditions, asked } = eventPage()
      const heard: number[] = []
      const { views, sees, setInput } = show(
        (hooks, input) => hooks.eventSub(channelRaid, input, ({ viewers }) => heard.push(viewers)),
        { ...place, input: off as { to_broadcaster_user_id: string } | null },
      )
      expect(views.at(-1)).toEqual({ status: 'off', error: null })
      expect(place.events.state.status).toBe('idle')
      setInput({ to_broadcaster_user_id: '1002' })
      await sees({ status: 'live' })
      raid('1002', 70)
      await vi.waitFor(() => expect(heard).toEqual([70]))
      setInput({ to_broadcaster_user_id: '1003' })
      await vi.waitFor(() => expect(conditions(channelRaid)).toMatchObject([{ to_broadcaster_user_id: '1003' }]))
      await sees({ status: 'live' })
      raid('1002', 71)
      raid('1003', 80)
      await vi.waitFor(() => expect(heard).toEqual([70, 80]))
      expect(asked('POST')).toBe(2)
      setInput(off)
      await sees({ status: 'off' })
      await vi.waitFor(() => expect(twitch.eventSub.sessions).toEqual([]))
    })

    it('a subscription returns the error when Twitch refuses it', async () => {
      const { place } = eventPage({ scopes: [] })
      const { sees } = show(hooks => hooks.ownEventSub(channelFollow, () => {}), { ...place, input: null })
      await sees({ status: 'refused', error: { code: 'scope', missing: ['moderator:read:followers'] } })
    })

    it.each([
      ['an empty id', { to_broadcaster_user_id: '' }],
      ['an id in place of a condition', '42' as never],
      ['a list in place of a condition', ['42'] as never],
    ])('an error at subscribing is returned and does not break the page: %s', async (_, condition) => {
      const { place } = eventPage()
      const { sees } = show(
        hooks =>
          hooks.eventSub(
            channelRaid,
            () => condition,
            () => {},
          ),
        { ...place, input: null },
      )
      await sees({ status: 'refused', error: { code: 'parameter' } })
    })

    it('a subscription can use another EventSub', async () => {
      const { place, twitch } = eventPage()
      const second = createEventSub(twitch.client({ user: 'pixelfox' }))
      onTestFinished(second.close)
      const { sees, setInput } = show(
        (hooks, input) =>
          hooks.eventSub(
            channelFollow,
            () => ({}),
            () => {},
            () => ({ events: input() }),
          ),
        { ...place, input: second as EventSub | undefined },
      )
      await sees({ status: 'live' })
      expect(twitch.eventSub.sessions.map(({ user }) => user)).toEqual(['pixelfox'])
      setInput(undefined)
      await vi.waitFor(() => expect(twitch.eventSub.sessions.map(({ user }) => user)).toEqual(['ada']))
      await sees({ status: 'live' })
    })

    it('a hook without an EventSub throws an error that says how to provide one', () => {
      vi.spyOn(console, 'error').mockImplementation(() => {})
      vi.spyOn(console, 'warn').mockImplementation(() => {})
      onTestFinished(() => void vi.restoreAllMocks())
      const { client } = eventPage().place
      expect(() => show(hooks => hooks.ownEventSub(channelFollow, () => {}), { client, input: null })).toThrow(
        /There is no EventSub: give one to .*events/,
      )
    })
  })

  describe(`${name}: the state of an EventSub`, () => {
    it('the hook follows the state of the EventSub', async () => {
      const { place } = eventPage()
      const { views, sees } = show(hooks => hooks.eventSubState(), { ...place, input: null })
      expect(views[0]).toMatchObject({ status: 'idle', subscriptions: [] })
      const { close } = place.events.on(channelFollow, () => {})
      await sees({ status: 'live', userId: '1001', subscriptions: [{ type: 'channel.follow', status: 'live' }] })
      close()
      await sees({ status: 'idle', subscriptions: [] })
    })
  })

  describe(`${name}: a chat log`, () => {
    const texts = (lines: readonly ChatLine[]) => lines.map(({ message }) => message?.message.text)

    it('a chat log holds the lines of its channel only, and ends with its component', async () => {
      const { place, twitch, say, own, conditions } = eventPage()
      const { sees, setInput, views, unmount } = show(
        (hooks, input) => {
          const lines = hooks.createChatLog(
            () => {
              const channel = input()
              return channel === undefined ? null : { broadcaster_user_id: channel }
            },
            () => ({ max: 2 }),
          )
          return () => ({ channel: input(), texts: texts(lines()) })
        },
        { ...place, input: undefined as string | undefined },
      )
      expect(views[0]).toEqual({ channel: undefined, texts: [] })
      expect(place.events.state.status).toBe('idle')
      setInput(own.broadcaster_user_id)
      const isSubscribed = () => vi.waitFor(() => expect(place.events.state.status).toBe('live'))
      await isSubscribed()
      for (const text of ['a', 'b', 'c']) say(text)
      await sees({ texts: ['b', 'c'] })
      twitch.emit(channelChatMessageDelete, { ...own, target_user_id: '42', message_id: 'b' })
      await sees({ texts: ['c'] })
      setInput('1002')
      await sees({ channel: '1002', texts: [] })
      await isSubscribed()
      say('d', '1002')
      say('e')
      await sees({ texts: ['d'] })
      for (const { channel, texts } of views) {
        for (const text of texts) expect(text === 'd').toBe(channel === '1002')
      }
      unmount()
      await vi.waitFor(() => expect(conditions(channelChatMessage)).toEqual([]))
    })

    it('chat logs, held messages and queues follow the getters of a class', async () => {
      const { place } = eventPage()
      const asked: string[] = []
      vi.spyOn(place.events, 'on').mockImplementation((...given: readonly unknown[]) => {
        const [{ spec }, condition] = given as [EventType<unknown, unknown>, ChatCondition]
        asked.push(`${spec.type} ${condition.broadcaster_user_id}`)
        return { state: { status: 'pending', error: null }, ready: Promise.resolve(), close: () => {} } as never
      })
      onTestFinished(() => void vi.restoreAllMocks())
      const types = ['channel.chat.message', 'automod.message.hold', 'channel.follow']
      const { setInput } = show(
        (hooks, input) => {
          class Chosen {
            get broadcaster_user_id() {
              return input()
            }
          }
          // An id that is not known yet: the type of a condition takes none, an object of a class may have one.
          const chosen = () => new Chosen() as { broadcaster_user_id: string }
          const lines = hooks.createChatLog(chosen)
          const held = hooks.heldMessages(chosen)
          const queue = hooks.createEventQueue(() => ({ follow: [channelFollow, chosen()] }))
          return () => [lines().length, held().messages.length, queue().waiting.length]
        },
        { ...place, input: undefined as string | undefined },
      )
      for (const id of ['1', '2']) {
        expect(asked.filter(topic => topic.endsWith('undefined'))).toEqual([])
        setInput(id)
        for (const type of types) await expect.poll(() => asked).toContain(`${type} ${id}`)
      }
    })

    it('a chat log shows the signed-in user’s channel by default', async () => {
      const { place, say } = eventPage()
      const { sees } = show(
        hooks => {
          const lines = hooks.createChatLog()
          return () => ({ texts: texts(lines()) })
        },
        { ...place, input: null },
      )
      await vi.waitFor(() => expect(place.events.state.status).toBe('live'))
      say('mine')
      await sees({ texts: ['mine'] })
    })

    it('chat logs read channels by name without a client, over one socket', async () => {
      const twitch = createFakeTwitch()
      const { ircURL, WebSocket } = twitch.network
      const component: Component<string | null, { channel: string | null; texts: unknown[] }> = (hooks, input) => {
        const lines = hooks.createChatLog(
          () => {
            const channel = input()
            return channel === null ? null : { channel }
          },
          () => ({ ircURL, WebSocket, max: 2 }),
        )
        return () => ({ channel: input(), texts: texts(lines()) })
      }
      const one = show(component, { input: 'ada' as string | null })
      const other = show(component, { input: 'pixelfox' as string | null })
      const channels = () => twitch.irc.clients.map(client => [...client.channels].sort())
      await vi.waitFor(() => expect(channels()).toEqual([['ada', 'pixelfox']]))
      const say = async (login: string, message: string) => {
        await sendChatMessage(twitch.client({ user: login }), { message })
      }
      for (const message of ['a', 'b', 'c']) await say('ada', message)
      await say('pixelfox', 'd')
      await one.sees({ channel: 'ada', texts: ['b', 'c'] })
      await other.sees({ channel: 'pixelfox', texts: ['d'] })
      one.setInput('pixelfox')
      await one.sees({ channel: 'pixelfox', texts: [] })
      await say('pixelfox', 'e')
      await one.sees({ texts: ['e'] })
      await other.sees({ texts: ['d', 'e'] })
      for (const { channel, texts } of one.views) {
        for (const text of texts) expect(text === 'e').toBe(channel === 'pixelfox')
      }
      one.setInput(null)
      await one.sees({ channel: null, texts: [] })
      other.unmount()
      await vi.waitFor(() => expect(channels()).toEqual([]))
    })

    it('a chat log asks the filter of the moment about each line, and keeps the lines that it has', async () => {
      const twitch = createFakeTwitch()
      const { ircURL, WebSocket } = twitch.network
      const { sees, setInput, views } = show(
        (hooks, input) => {
          const lines = hooks.createChatLog(
            () => ({ channel: 'ada' }),
            () => {
              const hidden = input()
              return { ircURL, WebSocket, filter: ({ message }) => message?.message.text !== hidden }
            },
          )
          return () => ({ hidden: input(), texts: texts(lines()) })
        },
        { input: 'a' },
      )
      await vi.waitFor(() => expect(twitch.irc.clients.map(({ channels }) => channels)).toEqual([['ada']]))
      const say = (message: string) => sendChatMessage(twitch.client(), { message })
      for (const message of ['a', 'b']) await say(message)
      await sees({ texts: ['b'] })
      setInput('b')
      await sees({ hidden: 'b' })
      for (const message of ['a', 'b', 'c']) await say(message)
      await sees({ texts: ['b', 'a', 'c'] })
      expect(views.at(-1)?.texts).toEqual(['b', 'a', 'c'])
    })

    it('a chat log tells the onError of the moment about what is no name', async () => {
      const { ircURL, WebSocket } = createFakeTwitch().network
      const told: string[] = []
      const { setInput } = show(
        (hooks, input) => {
          const lines = hooks.createChatLog(
            () => ({ channel: input().channel }),
            () => {
              const { by } = input()
              return { ircURL, WebSocket, onError: ({ code }) => told.push(`${by} ${code}`) }
            },
          )
          return () => ({ texts: texts(lines()) })
        },
        { input: { channel: 'not a name', by: 'first' } },
      )
      await vi.waitFor(() => expect(told).toEqual(['first parameter']))
      setInput({ channel: '', by: 'second' })
      await vi.waitFor(() => expect(told).toEqual(['first parameter', 'second parameter']))
    })

    it('a chat log tells an onError that came after it, and warns developers while there is none', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      onTestFinished(() => warn.mockRestore())
      const { WebSocket, sockets, socket } = scriptedSockets()
      const told: string[] = []
      const { sees, setInput } = show(
        (hooks, input) => {
          const lines = hooks.createChatLog(
            () => ({ channel: ['ada', 'bob'] }),
            () => {
              const hears = input()
              return { WebSocket, ...(hears && { onError: ({ message }) => told.push(message) }) }
            },
          )
          return () => ({ hears: input(), texts: texts(lines()) })
        },
        { input: false },
      )
      const refuse = (channel: string) =>
        socket().receive(`@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #${channel} :This channel is suspended.`)
      await vi.waitFor(() => expect(sockets).toHaveLength(1))
      socket().welcome()
      refuse('ada')
      expect(warn.mock.calls).toEqual([
        [expect.stringMatching(/forbidden: The channel ada cannot be read.* Pass onError to anonymousChat/)],
      ])
      setInput(true)
      await sees({ hears: true })
      refuse('bob')
      expect(told).toEqual([expect.stringMatching('The channel bob cannot be read')])
      expect(warn).toHaveBeenCalledTimes(1)
    })

    it('a queue and a chat log accept an anonymous chat in place of an EventSub', async () => {
      const twitch = createFakeTwitch()
      const chat = anonymousChat('ada', twitch.network)
      onTestFinished(chat.close)
      const { sees, unmount } = show(
        hooks => {
          const lines = hooks.createChatLog(
            () => ({}),
            () => ({ events: chat }),
          )
          const queue = hooks.createEventQueue(
            () => ({ message: channelChatMessage }),
            () => ({ events: chat }),
          )
          return () => ({ texts: texts(lines()), current: queue().current?.event.message.text })
        },
        { input: null },
      )
      await vi.waitFor(() => expect(chat.state.status).toBe('live'))
      await sendChatMessage(twitch.client({ user: 'ada' }), { message: 'hello' })
      await sees({ texts: ['hello'], current: 'hello' })
      unmount()
      await vi.waitFor(() => expect(chat.state.status).toBe('idle'))
    })
  })

  describe(`${name}: held messages`, () => {
    it('held messages come from the given channel, can be decided on, and end with the component', async () => {
      const { place, twitch, own, conditions } = eventPage()
      const { sees, latest, setInput, unmount } = show(
        (hooks, input) => {
          const held = hooks.heldMessages(() => (input() ? {} : null))
          return () => ({ ids: held().messages.map(({ message_id }) => message_id), resolve: held().resolve })
        },
        { ...place, input: false },
      )
      await sees({ ids: [] })
      await expect(latest()?.resolve('a', 'ALLOW')).rejects.toMatchObject({ code: 'parameter' })
      setInput(true)
      await vi.waitFor(() => expect(place.events.state.status).toBe('live'))
      twitch.emit(automodMessageHold, {
        ...own,
        user_id: '1002',
        message_id: 'a',
        message: { text: 'dang', fragments: [] },
        reason: 'automod',
        automod: { category: 'swearing', level: 1, boundaries: [] },
        blocked_term: null,
      })
      await sees({ ids: ['a'] })
      await latest()?.resolve('a', 'DENY')
      await sees({ ids: [] })
      unmount()
      await vi.waitFor(() => expect(conditions(automodMessageHold)).toEqual([]))
    })
  })

  describe(`${name}: a queue of events`, () => {
    it('a queue shows one event at a time, advances by hand, and accepts events that the page adds', async () => {
      const { place, follow, raid, twitch } = eventPage()
      const { views, sees, latest, setInput, unmount } = show(
        (hooks, input) => {
          const queue = hooks.createEventQueue(
            () => ({
              follow: channelFollow,
              raid: [channelRaid, input() > 0 ? { to_broadcaster_user_id: '1001' } : null],
            }),
            () => ({ duration: 60_000, filter: ({ type, event }) => type !== 'raid' || event.viewers > input() }),
          )
          return () => {
            const { current, waiting, next, add } = queue()
            return { input: input(), current, waiting, next, add }
          }
        },
        { ...place, input: 0 },
      )
      expect(views[0]).toMatchObject({ current: null, waiting: [] })
      const isSubscribed = (count: number) =>
        vi.waitFor(() => expect(place.events.state).toMatchObject({ status: 'live', subscriptions: { length: count } }))
      await isSubscribed(1)
      expect(raid('1001', 5)).toBe(0)
      setInput(10)
      await isSubscribed(2)
      follow('1')
      raid('1001', 10)
      raid('1001', 11)
      const raided = { type: 'raid', event: { viewers: 11 } }
      await sees({ current: { type: 'follow', event: { user_id: '1' } }, waiting: [raided] })
      // Options are compared by value, and the filter is the latest.
      setInput(3)
      await sees({ input: 3, waiting: [raided] })
      raid('1001', 4)
      await sees({ waiting: [raided, { event: { viewers: 4 } }] })
      latest()?.next()
      await sees({ current: raided, waiting: [{ event: { viewers: 4 } }] })
      const { current } = latest() ?? {}
      if (current?.type !== 'raid') throw new Error('It must be a raid.')
      latest()?.add('raid', { ...current.event, viewers: 1 })
      await sees({ waiting: [{ event: { viewers: 4 } }, { type: 'raid', event: { viewers: 1 } }] })
      unmount()
      await vi.waitFor(() => expect(twitch.eventSub.sessions).toEqual([]))
    })
  })

  describe(`${name}: an extension`, () => {
    const openExtension = async (user?: string, channel = 'ada', fake = createFakeTwitch()) => {
      const helper = fake.extensionHelper({ channel, user, mode: 'config' })
      const extension = createExtension({ helper })
      onTestFinished(() => {
        helper.control.close()
        extension.close()
      })
      await extension.authorized()
      return { extension, control: helper.control, client: fake.client() }
    }

    it('the hook shows each state of the extension', async () => {
      const { extension, control, client } = await openExtension('pixelfox')
      const { sees, views, latest } = show(hooks => hooks.extension(), { client, extension, input: null })
      await sees({ status: 'ready', viewer: { id: '1002' }, context: { theme: 'light' }, error: null })
      control.context({ theme: 'dark' })
      await sees({ context: { theme: 'dark', volume: 1 } })
      control.viewer({ user: 'ada' })
      await sees({ viewer: { id: '1001', role: 'broadcaster' } })
      expect(Object.keys(latest() ?? {}).sort()).toEqual(Object.keys(extension.state).sort())
      expect(views.length).toBeLessThan(8)
    })

    it('the hook can use another extension than the provider’s', async () => {
      const [page, other] = [await openExtension(), await openExtension('pixelfox')]
      const { sees } = show(hooks => hooks.extension({ extension: other.extension }), { ...page, input: null })
      await sees({ viewer: { id: '1002' } })
    })

    it('the hook without an extension throws an error that says where to provide one', () => {
      const client = stubClient(scriptedFetch())
      expect(() => show(hooks => hooks.extension(), { client, input: null })).toThrow(
        /There is no extension: .*extension/,
      )
    })

    it('every component sees the new configuration after one stores it', async () => {
      const { extension, client } = await openExtension('ada')
      const place = { client, extension, input: null }
      const [first, second] = [1, 2].map(() => show(hooks => hooks.configuration(), place))
      await first?.sees({ status: 'ready', value: null })
      await first?.latest()?.set({ title: 'Cats' })
      await first?.sees({ value: { title: 'Cats' }, error: null })
      await second?.sees({ value: { title: 'Cats' } })
      await expect(first?.latest()?.set({ title: 7 as never })).rejects.toMatchObject({ code: 'schema' })
    })

    it('a mounted component receives messages, also after its target changes', async () => {
      const fake = createFakeTwitch()
      const sender = await openExtension('ada', 'ada', fake)
      const { extension, client } = await openExtension('pixelfox', 'ada', fake)
      const { send } = extensionMessages(sender.extension)
      const heard: unknown[] = []
      const component: Component<ExtensionTarget | null, null> = (hooks, target) => {
        hooks.message(target, ({ title }) => heard.push(title))
        hooks.anyMessage(
          () => 'broadcast',
          message => heard.push(message),
        )
        return () => null
      }
      const { setInput, unmount } = show(component, { client, extension, input: 'broadcast' })
      await extension.helper()
      await send('broadcast', { title: 'one' })
      await vi.waitFor(() => expect(heard).toEqual(['one', { title: 'one' }]))
      await send('broadcast', { title: 2 })
      await vi.waitFor(() => expect(heard.slice(2)).toEqual([{ title: 2 }]))
      setInput('whisper-U1002')
      await vi.waitFor(async () => {
        await send('whisper-U1002', { title: 'psst' })
        expect(heard).toContain('psst')
      })
      setInput(null)
      unmount()
      const count = heard.length
      await send('broadcast', { title: 'late' })
      await send('whisper-U1002', { title: 'late' })
      // A message to all viewers arrives after these.
      await new Promise<void>(resolve => {
        extensionMessages(extension).on('broadcast', () => resolve())
        void send('broadcast', 'last')
      })
      expect(heard).toHaveLength(count)
    })
  })
}
