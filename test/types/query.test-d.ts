import { InfiniteQueryObserver, MutationObserver, type QueryClient, QueryObserver } from '@tanstack/query-core'
import {
  type Ban,
  banUser,
  type ChannelFollower,
  type Endpoint,
  getBroadcasterSubscriptions,
  getChannelEmotes,
  getChannelFollowers,
  getChatSettings,
  getGames,
  getGlobalEmotes,
  getStreamKey,
  getStreams,
  getUsers,
  type HelixError,
  modifyChannelInformation,
  type Page,
  type Stream,
  snoozeNextAd,
  type User,
  updateChatSettings,
} from 'tinyhelix'
import { defineEndpoint } from 'tinyhelix/define'
import {
  batched,
  flattenPages,
  type HelixKey,
  type HelixPages,
  helixFilter,
  helixInfiniteQuery,
  helixKey,
  helixMutation,
  helixQuery,
  type Remedy,
  remedyOf,
  syncSession,
} from 'tinyhelix/query'
import * as v from 'valibot'
import { expectTypeOf } from 'vitest'
import { appClient, client, extensionClient, maybeId } from './clients.ts'

declare const queryClient: QueryClient

// Data and errors have the endpoint's types in all functions that accept the options.
expectTypeOf(queryClient.fetchQuery(helixQuery(client, getUsers, { login: 'a' }))).toEqualTypeOf<Promise<User[]>>()
expectTypeOf(queryClient.ensureQueryData(helixQuery(client, getUsers))).toEqualTypeOf<Promise<User[]>>()
expectTypeOf(queryClient.fetchQuery(helixQuery(client, getStreams))).toEqualTypeOf<Promise<Stream[]>>()
const users = new QueryObserver(queryClient, helixQuery(client, getUsers, { login: 'a' })).getCurrentResult()
expectTypeOf(users.data).toEqualTypeOf<User[] | undefined>()
expectTypeOf(users.error).toEqualTypeOf<HelixError | null>()

// `select` narrows the type, and its argument is typed.
const count = helixQuery(client, getStreams, {}, { select: streams => streams.length, limit: 300, staleTime: 5 })
expectTypeOf(new QueryObserver(queryClient, count).getCurrentResult().data).toEqualTypeOf<number | undefined>()

// Options of TanStack may read the query.
helixQuery(
  client,
  getStreams,
  {},
  {
    refetchInterval: ({ state }) => (state.data?.length ? 60_000 : false),
    enabled: () => true,
    placeholderData: previous => previous,
    throwOnError: error => error.code === 'server_error',
  },
)

// Parameters are checked. `null` means that they are not known yet.
helixQuery(client, getChatSettings, null)
helixQuery(client, getUsers, maybeId === undefined ? null : { id: maybeId })
// @ts-expect-error: a channel is required
helixQuery(client, getChannelEmotes)
// @ts-expect-error: a channel is required
helixQuery(client, getChannelEmotes, {})
// @ts-expect-error: there is no such parameter
helixQuery(client, getUsers, { name: 'a' })
// @ts-expect-error: left out it would be the signed-in user
helixQuery(client, getChannelFollowers, { broadcaster_id: maybeId })
// @ts-expect-error: there is no such option
helixQuery(client, getUsers, {}, { stale: 1 })

// The client's token has to be of a kind that the endpoint takes.
helixQuery(appClient, getStreams)
helixQuery(extensionClient, getUsers, { id: '1' })
helixQuery(appClient, getBroadcasterSubscriptions, { broadcaster_id: '1' })
// @ts-expect-error: only a user has a stream key
helixQuery(appClient, getStreamKey)
// An application bans for a moderator who has authorized it.
helixMutation(appClient, banUser)
// @ts-expect-error: only a user changes the channel
helixMutation(appClient, modifyChannelInformation)
// @ts-expect-error: only users and apps see subscriptions
helixInfiniteQuery(extensionClient, getBroadcasterSubscriptions)

// Pages have the other fields of an answer. Endpoints without pages have no infinite query.
const followers = new InfiniteQueryObserver(queryClient, helixInfiniteQuery(client, getChannelFollowers))
const followerPages = followers.getCurrentResult().data
expectTypeOf(followerPages?.pages[0]).toEqualTypeOf<Page<ChannelFollower, { total: number }> | undefined>()
expectTypeOf(followerPages?.pages[0]?.total).toEqualTypeOf<number | undefined>()
expectTypeOf(flattenPages(followerPages)).toEqualTypeOf<ChannelFollower[]>()
expectTypeOf(helixInfiniteQuery(client, getStreams).queryFn).returns.resolves.toEqualTypeOf<Page<Stream>>()
const flat = helixInfiniteQuery(client, getStreams, { language: 'en' }, { select: flattenPages })
expectTypeOf(new InfiniteQueryObserver(queryClient, flat).getCurrentResult().data).toEqualTypeOf<Stream[] | undefined>()
const first = helixInfiniteQuery(client, getStreams, {}, { select: ({ pages }) => pages[0]?.data[0]?.title })
expectTypeOf(new InfiniteQueryObserver(queryClient, first).getCurrentResult().data).toEqualTypeOf<string | undefined>()
// @ts-expect-error: emotes come all at once
helixInfiniteQuery(client, getGlobalEmotes)
// @ts-expect-error: emotes come all at once
helixInfiniteQuery(client, getGlobalEmotes, {})
// @ts-expect-error: where to start is the query's business
helixInfiniteQuery(client, getStreams, { after: 'x' })

// The parameters and the result of a mutation.
const ban = new MutationObserver(queryClient, helixMutation(client, banUser))
expectTypeOf(ban.mutate({ user_id: '1' })).toEqualTypeOf<Promise<Ban>>()
expectTypeOf(ban.getCurrentResult().error).toEqualTypeOf<HelixError | null>()
// @ts-expect-error: somebody has to be banned
ban.mutate({})
new MutationObserver(queryClient, helixMutation(client, snoozeNextAd)).mutate()
helixMutation(client, banUser, {
  onMutate: ({ user_id }) => user_id,
  onSuccess: (data, variables, banned) => [data.end_time, variables.reason, banned.length],
  onError: error => error.missing,
})

// Reads and writes are told apart, and the compiler's message says what to use instead.
// @ts-expect-error: a write: use useHelixMutation or helixMutation
helixQuery(client, banUser, { user_id: '1' })
// @ts-expect-error: a write: use useHelixMutation or helixMutation
helixInfiniteQuery(client, banUser, { user_id: '1' })
// @ts-expect-error: a read: use useHelixQuery or helixQuery
helixInfiniteQuery(client, getUsers)
// @ts-expect-error: a read: use useHelixQuery or helixQuery
helixMutation(client, getUsers)
// @ts-expect-error: a read in pages: use useHelixQuery, useHelixInfiniteQuery, helixQuery or helixInfiniteQuery
helixMutation(client, getStreams)
// @ts-expect-error: a write: use useHelixMutation or helixMutation
batched(client, banUser, 'user_id')
helixMutation(client, updateChatSettings, { optimistic: true })
// @ts-expect-error: This write cannot be optimistic: leave the option out
helixMutation(client, banUser, { optimistic: true })

// Ids that say which rows are wanted are not `undefined`: the answer would hold the rows of strangers.
// @ts-expect-error
helixQuery(client, getStreams, { user_id: maybeId })
// @ts-expect-error
helixQuery(client, getStreams, { user_login: maybeId })
// @ts-expect-error
helixQuery(client, getGames, { name: maybeId })
helixQuery(client, getStreams, { game_id: maybeId })

// Keys and filters know the endpoint's parameters too.
expectTypeOf(helixKey(client, getStreams, {}, 'infinite')).toEqualTypeOf<HelixKey>()
// @ts-expect-error: there is no such parameter
helixKey(client, getStreams, { game: '1' })
queryClient.invalidateQueries(helixFilter({ endpoint: getStreams, params: { game_id: '1' } }))
queryClient.isFetching(helixFilter({ path: '/streams' }))
// @ts-expect-error: one value each
helixFilter({ endpoint: getStreams, params: { game_id: ['1'] } })

// Lookups return a row or null.
expectTypeOf(batched(client, getUsers, 'login')('ada')).toEqualTypeOf<Promise<User | null>>()
expectTypeOf(batched(client, getStreams, 'user_id')('1')).toEqualTypeOf<Promise<Stream | null>>()
// @ts-expect-error: rows have no such field
batched(client, getUsers, 'name')
// @ts-expect-error: polls have no such parameter
batched(client, getChannelFollowers, 'user_name')

syncSession(queryClient, client)

// An endpoint of a user's own works like the rest.
interface Thing {
  id: string
}
const getThings: Endpoint<{ id: string }, Thing[]> = defineEndpoint.list({
  path: '/things',
  params: { id: v.string() },
  item: v.object({ id: v.string() }),
})
expectTypeOf(queryClient.fetchQuery(helixQuery(client, getThings, { id: '1' }))).toEqualTypeOf<Promise<Thing[]>>()
expectTypeOf<HelixPages<Page<Stream>>>().toEqualTypeOf<{ pages: Page<Stream>[]; pageParams: string[] }>()

// The remedy for any thrown value.
expectTypeOf(remedyOf(new Error())).toEqualTypeOf<Remedy | null>()
expectTypeOf<Remedy>().toEqualTypeOf<'retry' | 'sign_in' | 'allow'>()
