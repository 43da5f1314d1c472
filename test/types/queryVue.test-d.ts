import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/vue-query'
import {
  type AuthState,
  type Ban,
  banUser,
  type ChannelFollower,
  getChannelEmotes,
  getChannelFollowers,
  getChatSettings,
  getExtensionSecrets,
  getGlobalEmotes,
  getStreams,
  getUsers,
  type HelixClient,
  type HelixError,
  type Page,
  type Scope,
  type Session,
  type Stream,
  snoozeNextAd,
  type User,
  updateChatSettings,
} from 'tinyhelix'
import { channelFollow } from 'tinyhelix/eventsub'
import { flattenPages, helixInfiniteQuery, helixMutation, helixQuery } from 'tinyhelix/query'
import {
  useHelixAuth,
  useHelixClient,
  useHelixInfiniteQuery,
  useHelixMutation,
  useHelixPermission,
  useHelixQuery,
} from 'tinyhelix/vue'
import { expectTypeOf } from 'vitest'
import { computed, reactive, ref } from 'vue'
import { appClient, client, maybeId } from './clients.ts'

export function useTypes() {
  // The plain options work in TanStack's own composables, as they are and from a getter.
  expectTypeOf(useQuery(helixQuery(client, getUsers, { login: 'a' })).data.value).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(useQuery(() => helixQuery(client, getUsers)).data.value).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(useQuery(helixQuery(client, getUsers)).error.value).toEqualTypeOf<HelixError | null>()
  expectTypeOf(useInfiniteQuery(helixInfiniteQuery(client, getStreams)).data.value?.pages).toEqualTypeOf<
    Page<Stream>[] | undefined
  >()
  expectTypeOf(useMutation(helixMutation(client, banUser)).data.value).toEqualTypeOf<Ban | undefined>()

  // Ours infer the same.
  const users = useHelixQuery(getUsers, { login: 'a' })
  expectTypeOf(users.data.value).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(users.error.value).toEqualTypeOf<HelixError | null>()
  expectTypeOf(useHelixQuery(getStreams).data.value).toEqualTypeOf<Stream[] | undefined>()
  const count = useHelixQuery(getStreams, {}, { select: rows => rows.length })
  expectTypeOf(count.data.value).toEqualTypeOf<number | undefined>()
  const title = useHelixQuery(getStreams, {}, () => ({ select: rows => rows[0]?.title }))
  expectTypeOf(title.data.value).toEqualTypeOf<string | undefined>()

  // Parameters: plain, refs, getters, reactive; each checked.
  const login = ref('a')
  useHelixQuery(getUsers, ref({ login: 'a' }))
  useHelixQuery(getUsers, () => ({ login: login.value }))
  useHelixQuery(
    getUsers,
    computed(() => ({ login: login.value })),
  )
  useHelixQuery(getUsers, { login })
  useHelixQuery(getUsers, { login: () => [login.value] })
  useHelixQuery(getUsers, reactive({ login: 'a' }))
  useHelixQuery(getChatSettings, () => (maybeId ? { broadcaster_id: maybeId } : null))
  useHelixQuery(getChatSettings, null)
  // @ts-expect-error: a channel is required
  useHelixQuery(getChannelEmotes)
  // @ts-expect-error: a channel is required
  useHelixQuery(getChannelEmotes, () => ({}))
  // @ts-expect-error: there is no such parameter
  useHelixQuery(getUsers, { name: 'a' })
  // @ts-expect-error: not a number
  useHelixQuery(getUsers, { login: ref(5) })
  // @ts-expect-error: left out it would be the signed-in user
  useHelixQuery(getChannelFollowers, () => ({ broadcaster_id: maybeId }))

  // Options.
  useHelixQuery(getStreams, {}, { enabled: ref(true), shallow: true })
  useHelixQuery(getStreams, {}, { enabled: () => login.value !== '' })
  // @ts-expect-error: the key is made here
  useHelixQuery(getStreams, {}, { queryKey: ['mine'] })

  // Pages.
  const followers = useHelixInfiniteQuery(getChannelFollowers)
  expectTypeOf(followers.data.value?.pages[0]).toEqualTypeOf<Page<ChannelFollower, { total: number }> | undefined>()
  const flat = useHelixInfiniteQuery(getStreams, { language: ref('en') }, { select: flattenPages })
  expectTypeOf(flat.data.value).toEqualTypeOf<Stream[] | undefined>()
  // @ts-expect-error: emotes come all at once
  useHelixInfiniteQuery(getGlobalEmotes)
  // @ts-expect-error: where to start is the query's business
  useHelixInfiniteQuery(getStreams, { after: 'x' })

  // Reads and writes are told apart, and the compiler's message says what to use instead.
  // @ts-expect-error: a write: use useHelixMutation or helixMutation
  useHelixQuery(banUser, { user_id: '1' })
  // @ts-expect-error: a read: use useHelixQuery or helixQuery
  useHelixInfiniteQuery(getUsers)
  // @ts-expect-error: a read: use useHelixQuery or helixQuery
  useHelixMutation(getUsers)
  useHelixMutation(updateChatSettings, { optimistic: true })
  // @ts-expect-error: This write cannot be optimistic: leave the option out
  useHelixMutation(banUser, { optimistic: true })
  // @ts-expect-error: an id that is not known yet would show a stranger's stream
  useHelixQuery(getStreams, { user_id: maybeId })

  // Mutations.
  const ban = useHelixMutation(banUser)
  ban.mutate({ user_id: '1' })
  expectTypeOf(ban.mutateAsync({ user_id: '1' })).toEqualTypeOf<Promise<Ban>>()
  expectTypeOf(ban.error.value).toEqualTypeOf<HelixError | null>()
  // @ts-expect-error: somebody has to be banned
  ban.mutate({})
  useHelixMutation(snoozeNextAd).mutate()
  useHelixMutation(banUser, { onSuccess: data => expectTypeOf(data).toEqualTypeOf<Ban>() })

  // The kind of token that the page works with is a user's, unless it says otherwise.
  expectTypeOf(useHelixClient()).toEqualTypeOf<HelixClient>()
  useHelixQuery(getStreams, {}, { client })
  // @ts-expect-error: an app's client
  useHelixQuery(getStreams, {}, { client: appClient })
  // @ts-expect-error: takes what an extension's backend signed
  useHelixQuery(getExtensionSecrets, { extension_id: '1' })

  const auth = useHelixAuth()
  expectTypeOf(auth.status.value).toEqualTypeOf<AuthState['status']>()
  auth.signIn({ popup: true })

  // A permission takes endpoints and types of events, and the options of `signIn`.
  const { granted, missing, request } = useHelixPermission(banUser, channelFollow)
  expectTypeOf(granted.value).toEqualTypeOf<boolean | null>()
  expectTypeOf(missing.value).toEqualTypeOf<readonly Scope[]>()
  expectTypeOf(request({ popup: true })).toEqualTypeOf<Promise<Session>>()
  // @ts-expect-error: neither an endpoint nor a type of events
  useHelixPermission('channel:manage:polls')
}
