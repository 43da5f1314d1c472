import {
  type GetStreamsParams,
  type GetUnbanRequestsParams,
  getChannelEmotes,
  getStreams,
  getUnbanRequests,
} from 'tinyhelix'
import type { Queryable } from 'tinyhelix/query'
import * as react from 'tinyhelix/react'
import * as svelte from 'tinyhelix/svelte'
import * as vue from 'tinyhelix/vue'
import { computed, type MaybeRefOrGetter, type Ref, reactive, ref } from 'vue'

// Older compilers also compile this file, as a program that has the package: see test/package.

declare const maybeId: string | undefined
declare const ids: string[]
declare const streamsOf: GetStreamsParams
declare const requestsOf: () => GetUnbanRequestsParams | null
declare const requestsRef: Ref<GetUnbanRequestsParams | null>
declare const status: Ref<'pending' | 'denied'>

export function Values() {
  react.useHelixQuery(getUnbanRequests, { status: 'pending' })
  react.useHelixInfiniteQuery(getUnbanRequests, { status: 'pending' })
  react.useHelixSuspenseQuery(getUnbanRequests, { status: 'pending' })
  react.useHelixSuspenseInfiniteQuery(getUnbanRequests, { status: 'pending' })
  react.useHelixQuery(getUnbanRequests, maybeId ? { status: 'pending', user_id: maybeId } : null)
  // @ts-expect-error: no such status
  react.useHelixQuery(getUnbanRequests, { status: 'pendingg' })
  // @ts-expect-error: no such status
  react.useHelixSuspenseQuery(getUnbanRequests, { status: 'pendingg' })
  // @ts-expect-error: no such parameter
  react.useHelixInfiniteQuery(getUnbanRequests, { status: 'pending', nothing: 1 })
  // @ts-expect-error: no such parameter
  react.useHelixSuspenseInfiniteQuery(getUnbanRequests, { status: 'pending', nothing: 1 })
  // @ts-expect-error: the query itself knows where to start
  react.useHelixInfiniteQuery(getStreams, { game_id: '1', after: 'x' })
  // @ts-expect-error: the query itself knows where to start
  react.useHelixSuspenseInfiniteQuery(getStreams, { game_id: '1', before: 'x' })
  // @ts-expect-error: a status is required
  react.useHelixSuspenseQuery(getUnbanRequests, {})
}

export function Getters() {
  svelte.createHelixQuery(getUnbanRequests, () => ({ status: 'pending' }))
  svelte.createHelixQuery(getUnbanRequests, () => ({ status: maybeId ? 'pending' : 'denied' }))
  svelte.createHelixQuery(getUnbanRequests, () => (maybeId ? { status: 'pending', user_id: maybeId } : null))
  svelte.createHelixQuery(getUnbanRequests, () => {
    if (maybeId) return { status: 'pending', user_id: maybeId }
    return { status: 'denied' }
  })
  svelte.createHelixQuery(getUnbanRequests, requestsOf)
  svelte.createHelixQuery(getUnbanRequests, () => null)
  svelte.createHelixQuery(getStreams, () => ({ language: ['en', 'de'], type: 'all' }))
  svelte.createHelixQuery(getStreams, () => ({ ...streamsOf, user_id: ids, type: 'all' }))
  svelte.createHelixQuery(getStreams, () => (maybeId ? { user_id: maybeId } : {}))
  svelte.createHelixQuery(getStreams, () => ({ game_id: maybeId }))
  svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pending' }))
  svelte.createHelixInfiniteQuery(getStreams, () => streamsOf)
  const length: number | undefined = svelte.createHelixQuery(
    getUnbanRequests,
    () => ({ status: 'pending' }),
    () => ({ select: rows => rows.length }),
  ).data

  // @ts-expect-error: no such status
  svelte.createHelixQuery(getUnbanRequests, () => ({ status: 'pendingg' }))
  // @ts-expect-error: no such status
  svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pendingg' }))
  // @ts-expect-error: a status is required
  svelte.createHelixQuery(getUnbanRequests, () => ({}))
  // @ts-expect-error: a status is required
  svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({}))
  // @ts-expect-error: not every text is a status
  svelte.createHelixQuery(getUnbanRequests, () => ({ status: maybeId ?? '' }))
  // @ts-expect-error: no such parameter
  svelte.createHelixQuery(getUnbanRequests, () => ({ status: 'pending', nothing: 1 }))
  // @ts-expect-error: no such parameter
  svelte.createHelixQuery(getUnbanRequests, () => (maybeId ? { status: 'pending', user: maybeId } : null))
  // @ts-expect-error: no such parameter
  svelte.createHelixQuery(getStreams, () => (maybeId ? { user_id: maybeId, nothing: 1 } : {}))
  // @ts-expect-error: no such parameter
  svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pending', nothing: 1 }))
  // @ts-expect-error: the query itself knows where to start
  svelte.createHelixInfiniteQuery(getStreams, () => ({ after: 'x' }))
  // @ts-expect-error: the query itself knows where to start
  svelte.createHelixInfiniteQuery(getStreams, () => ({ game_id: '1', after: 'x' }))
  // @ts-expect-error: an id that is not known yet would show a stranger's stream
  svelte.createHelixQuery(getStreams, () => ({ user_id: maybeId }))
  // @ts-expect-error: a channel is required
  svelte.createHelixQuery(getChannelEmotes, () => ({}))
  // @ts-expect-error: parameters or null
  svelte.createHelixQuery(getStreams, () => undefined)
  return length
}

export function Refs() {
  vue.useHelixQuery(getUnbanRequests, { status: 'pending' })
  vue.useHelixQuery(getUnbanRequests, { status })
  vue.useHelixQuery(getUnbanRequests, { status: () => 'pending', user_id: ref('1') })
  vue.useHelixQuery(getUnbanRequests, () => ({ status: 'pending' }))
  vue.useHelixQuery(getUnbanRequests, () => ({ status, user_id: ref('1') }))
  vue.useHelixQuery(getUnbanRequests, () => (maybeId ? { status: 'pending', user_id: maybeId } : null))
  vue.useHelixQuery(getUnbanRequests, ref({ status: 'pending' as const }))
  // A `computed` has its type before it is passed on. TypeScript 5.4 needs `as const` there.
  vue.useHelixQuery(
    getUnbanRequests,
    computed(() => (maybeId ? { status: 'pending' as const } : null)),
  )
  vue.useHelixQuery(getUnbanRequests, reactive({ status: 'pending' as const }))
  vue.useHelixQuery(getUnbanRequests, requestsOf)
  vue.useHelixQuery(getUnbanRequests, requestsRef)
  vue.useHelixQuery(getUnbanRequests, null)
  vue.useHelixQuery(getStreams, streamsOf)
  vue.useHelixQuery(getStreams, () => ({ ...streamsOf, user_id: ids, type: 'all' }))
  vue.useHelixQuery(getStreams, { language: ref(['en', 'de']), game_id: ref<string>(), type: 'all' })
  vue.useHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pending' }))
  vue.useHelixInfiniteQuery(getStreams, () => streamsOf)
  vue.useHelixInfiniteQuery(getUnbanRequests, { status: () => 'pending' })
  const length: number | undefined = vue.useHelixQuery(getUnbanRequests, () => ({ status: 'pending' }), {
    select: rows => rows.length,
  }).data.value

  // @ts-expect-error: no such status
  vue.useHelixQuery(getUnbanRequests, { status: 'pendingg' })
  // @ts-expect-error: no such status
  vue.useHelixQuery(getUnbanRequests, { status: () => 'pendingg' })
  // @ts-expect-error: no such status
  vue.useHelixQuery(getUnbanRequests, () => ({ status: 'pendingg' }))
  // @ts-expect-error: no such status
  vue.useHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pendingg' }))
  // @ts-expect-error: a status is required
  vue.useHelixQuery(getUnbanRequests, () => ({}))
  // @ts-expect-error: a status is required
  vue.useHelixQuery(getUnbanRequests, ref({}))
  // @ts-expect-error: no such parameter
  vue.useHelixQuery(getUnbanRequests, { status, nothing: 1 })
  // @ts-expect-error: no such parameter
  vue.useHelixQuery(getUnbanRequests, () => ({ status: 'pending', nothing: 1 }))
  // @ts-expect-error: no such parameter
  vue.useHelixQuery(getUnbanRequests, () => (maybeId ? { status: 'pending', nothing: 1 } : null))
  // @ts-expect-error: no such parameter
  vue.useHelixQuery(getUnbanRequests, ref({ status: 'pending' as const, nothing: 1 }))
  const withMore = computed(() => ({ status: 'pending' as const, nothing: 1 }))
  // @ts-expect-error: no such parameter
  vue.useHelixQuery(getUnbanRequests, withMore)
  // @ts-expect-error: no such parameter
  vue.useHelixInfiniteQuery(getUnbanRequests, () => ({ status: 'pending', nothing: 1 }))
  // @ts-expect-error: the query itself knows where to start
  vue.useHelixInfiniteQuery(getStreams, () => ({ after: 'x' }))
  // @ts-expect-error: the query itself knows where to start
  vue.useHelixInfiniteQuery(getStreams, () => ({ game_id: '1', after: 'x' }))
  // @ts-expect-error: the query itself knows where to start
  vue.useHelixInfiniteQuery(getStreams, { game_id: '1', after: ref('x') })
  // @ts-expect-error: an id that is not known yet would show a stranger's stream
  vue.useHelixQuery(getStreams, () => ({ user_id: maybeId }))
  return length
}

// A page's own functions that pass on any endpoint.
export const created = <P, R>(endpoint: Queryable<P, R, 'user'>, params: () => P | null) =>
  svelte.createHelixQuery(endpoint, params)
export const used = <P, R>(endpoint: Queryable<P, R, 'user'>, params: MaybeRefOrGetter<P | null>) =>
  vue.useHelixQuery(endpoint, params)
