import * as react from '@tanstack/react-query'
import * as svelte from '@tanstack/svelte-query'
import * as vue from '@tanstack/vue-query'
import { banUser, getStreams, getUsers, type HelixError, type Page, type Stream, type User } from 'tinyhelix'
import {
  flattenPages,
  type HelixPages,
  helixFilter,
  helixInfiniteQuery,
  helixKey,
  helixMutation,
  helixQuery,
  syncSession,
} from 'tinyhelix/query'
import { expectTypeOf } from 'vitest'
import { computed } from 'vue'
import { client } from '../types/clients.ts'

// Options without a framework fit all frameworks.
const users = helixQuery(client, getUsers, { login: 'a' })
const titles = helixQuery(client, getStreams, {}, { select: rows => rows.map(({ title }) => title) })
const streams = helixInfiniteQuery(client, getStreams)
const usersOf = (ids: string[]) => ids.map(id => helixQuery(client, getUsers, { id }, { batch: true }))

export function useInReact(ids: string[], queryClient: react.QueryClient) {
  const several = react.useQueries({ queries: usersOf(ids) })
  expectTypeOf(several[0]?.data).toEqualTypeOf<User[] | undefined>()
  if (several[0]) expectTypeOf(several[0].error).toEqualTypeOf<HelixError | null>()
  const [some, others] = react.useQueries({ queries: [users, titles] })
  expectTypeOf(some.data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(others.data).toEqualTypeOf<string[] | undefined>()
  const combine = (results: { data: User[] | undefined }[]) => results.flatMap(({ data }) => data ?? [])
  expectTypeOf(react.useQueries({ queries: usersOf(ids), combine })).toEqualTypeOf<User[]>()
  expectTypeOf(react.useSuspenseQueries({ queries: [users] })[0].data).toEqualTypeOf<User[]>()
  const flat = helixInfiniteQuery(client, getStreams, {}, { select: flattenPages })
  expectTypeOf(react.useSuspenseInfiniteQuery(flat).data).toEqualTypeOf<Stream[]>()
  react.usePrefetchQuery(users)
  react.usePrefetchInfiniteQuery(streams)
  expectTypeOf(react.useQuery(react.queryOptions(users)).data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(react.useQuery({ ...users, select: rows => rows.length }).data).toEqualTypeOf<number | undefined>()
  react.useQuery(helixQuery(client, getUsers, {}, { placeholderData: react.keepPreviousData, initialData: [] }))
  react.mutationOptions(helixMutation(client, banUser, { queryClient }))
  expectTypeOf(queryClient.fetchQuery(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.prefetchQuery(users)).toEqualTypeOf<Promise<void>>()
  expectTypeOf(queryClient.ensureQueryData(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.fetchInfiniteQuery(streams)).resolves.toEqualTypeOf<HelixPages<Page<Stream>>>()
  queryClient.prefetchInfiniteQuery({ ...streams, pages: 3 })
  queryClient.getQueriesData(helixFilter({ endpoint: getStreams }))
  queryClient.setQueryData<User[]>(helixKey(client, getUsers), [])
  syncSession(queryClient, client)
}

export function useInVue(ids: string[], queryClient: vue.QueryClient) {
  expectTypeOf(vue.useQueries({ queries: usersOf(ids) }).value[0]?.data).toEqualTypeOf<User[] | undefined>()
  const got = vue.useQueries({ queries: () => usersOf(ids) })
  expectTypeOf(got.value[0]?.data).toEqualTypeOf<User[] | undefined>()
  const computedOnes = vue.useQueries({ queries: computed(() => usersOf(ids)) })
  expectTypeOf(computedOnes.value[0]?.data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(vue.useQuery(vue.queryOptions(users)).data.value).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(queryClient.fetchQuery(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.prefetchQuery(users)).toEqualTypeOf<Promise<void>>()
  expectTypeOf(queryClient.ensureQueryData(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.fetchInfiniteQuery(streams)).resolves.toEqualTypeOf<HelixPages<Page<Stream>>>()
  queryClient.removeQueries(helixFilter())
  helixMutation(client, banUser, { queryClient })
  syncSession(queryClient, client)
}

export function createInSvelte(ids: string[], queryClient: svelte.QueryClient) {
  const several = svelte.createQueries(() => ({ queries: usersOf(ids) }))
  expectTypeOf(several[0]?.data).toEqualTypeOf<User[] | undefined>()
  const [some] = svelte.createQueries(() => ({ queries: [users] }))
  expectTypeOf(some.data).toEqualTypeOf<User[] | undefined>()
  svelte.createQuery(() => svelte.queryOptions(users))
  expectTypeOf(queryClient.fetchQuery(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.prefetchQuery(users)).toEqualTypeOf<Promise<void>>()
  expectTypeOf(queryClient.ensureQueryData(users)).toEqualTypeOf<Promise<User[]>>()
  expectTypeOf(queryClient.fetchInfiniteQuery(streams)).resolves.toEqualTypeOf<HelixPages<Page<Stream>>>()
  queryClient.invalidateQueries(helixFilter({ path: '/streams' }))
  helixMutation(client, banUser, { queryClient })
  syncSession(queryClient, client)
}
