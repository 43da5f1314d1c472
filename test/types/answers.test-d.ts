import type { QueryClient } from '@tanstack/query-core'
import type { QueryClient as ReactQueryClient } from '@tanstack/react-query'
import type { QueryClient as SvelteQueryClient } from '@tanstack/svelte-query'
import type { QueryClient as VueQueryClient } from '@tanstack/vue-query'
import {
  type BannedUser,
  type ChannelFollower,
  type ChatSettings,
  getBannedUsers,
  getChannelFollowers,
  getChatSettings,
  getPinnedChatMessage,
  getStreams,
  getUsers,
  type Page,
  type PinnedChatMessage,
  type Stream,
  type User,
} from 'tinyhelix'
import { flattenPages, type HelixPages, helixInfiniteQuery, helixQuery, readAnswer, updateRows } from 'tinyhelix/query'
import { expectTypeOf } from 'vitest'
import { client } from './clients.ts'

declare const caches: [QueryClient, ReactQueryClient, SvelteQueryClient, VueQueryClient]
const [queryClient, react, svelte, vue] = caches

// The types come from the query itself, with every adapter's cache.
const users = helixQuery(client, getUsers, { login: 'a' })
for (const cache of [readAnswer(queryClient, users), readAnswer(react, users), readAnswer(svelte, users)]) {
  expectTypeOf(cache).toEqualTypeOf<User[] | undefined>()
}
expectTypeOf(readAnswer(vue, users)).toEqualTypeOf<User[] | undefined>()
const streams = helixInfiniteQuery(client, getStreams, {}, { select: flattenPages })
expectTypeOf(readAnswer(vue, streams)).toEqualTypeOf<HelixPages<Page<Stream>> | undefined>()
expectTypeOf(readAnswer(react, helixInfiniteQuery(client, getChannelFollowers))?.pages[0]?.total).toEqualTypeOf<
  number | undefined
>()
expectTypeOf(readAnswer(svelte, helixQuery(client, getPinnedChatMessage))).toEqualTypeOf<
  PinnedChatMessage | null | undefined
>()

// `select` does not change what is cached.
const count = helixQuery(client, getStreams, {}, { select: rows => rows.length })
expectTypeOf(readAnswer(queryClient, count)).toEqualTypeOf<Stream[] | undefined>()

// Rows have their type in lists, pages and single answers.
updateRows(queryClient, helixQuery(client, getBannedUsers), rows => {
  expectTypeOf(rows).toEqualTypeOf<BannedUser[]>()
  return rows.filter(row => row.user_id !== '1')
})
updateRows(react, helixInfiniteQuery(client, getChannelFollowers), rows => {
  expectTypeOf(rows).toEqualTypeOf<ChannelFollower[]>()
  return rows.map(row => ({ ...row, user_name: 'A' }))
})
updateRows(svelte, helixQuery(client, getChatSettings, { broadcaster_id: '1' }), rows => {
  expectTypeOf(rows).toEqualTypeOf<ChatSettings[]>()
  return rows.map(row => ({ ...row, slow_mode: true }))
})
updateRows(vue, helixQuery(client, getPinnedChatMessage), rows => {
  expectTypeOf(rows).toEqualTypeOf<PinnedChatMessage[]>()
  return []
})

// @ts-expect-error: a row has no such field
updateRows(queryClient, users, rows => rows.map(row => row.user_nmae))
// @ts-expect-error: the rows of another endpoint
updateRows(queryClient, users, (): Stream[] => [])
// @ts-expect-error: a follower lacks its fields
updateRows(queryClient, helixInfiniteQuery(client, getChannelFollowers), rows => [{ user_id: '1' }, ...rows])
// @ts-expect-error: a key is no query
readAnswer(queryClient, users.queryKey)
