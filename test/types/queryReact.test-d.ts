import { useInfiniteQuery, useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import {
  type AuthState,
  type Ban,
  banUser,
  type ChannelFollower,
  createExtensionSecret,
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
import { flattenPages, type HelixPages, helixInfiniteQuery, helixMutation, helixQuery } from 'tinyhelix/query'
import {
  useHelixAuth,
  useHelixClient,
  useHelixInfiniteQuery,
  useHelixMutation,
  useHelixPermission,
  useHelixQuery,
  useHelixSuspenseInfiniteQuery,
  useHelixSuspenseQuery,
} from 'tinyhelix/react'
import { expectTypeOf } from 'vitest'
import { appClient, client, maybeId } from './clients.ts'

export function useTypes() {
  // The plain options work in TanStack's own hooks.
  expectTypeOf(useQuery(helixQuery(client, getUsers, { login: 'a' })).data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(useQuery(helixQuery(client, getUsers)).error).toEqualTypeOf<HelixError | null>()
  expectTypeOf(useSuspenseQuery(helixQuery(client, getUsers)).data).toEqualTypeOf<User[]>()
  expectTypeOf(useInfiniteQuery(helixInfiniteQuery(client, getStreams)).data).toEqualTypeOf<
    HelixPages<Page<Stream>> | undefined
  >()
  expectTypeOf(useMutation(helixMutation(client, banUser)).data).toEqualTypeOf<Ban | undefined>()

  // Ours infer the same.
  const users = useHelixQuery(getUsers, { login: 'a' })
  expectTypeOf(users.data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(users.error).toEqualTypeOf<HelixError | null>()
  if (users.isSuccess) expectTypeOf(users.data).toEqualTypeOf<User[]>()
  expectTypeOf(useHelixQuery(getUsers).data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(useHelixQuery(getStreams).data).toEqualTypeOf<Stream[] | undefined>()
  expectTypeOf(useHelixQuery(getStreams, {}, { select: rows => rows.length }).data).toEqualTypeOf<number | undefined>()
  expectTypeOf(useHelixSuspenseQuery(getStreams).data).toEqualTypeOf<Stream[]>()
  expectTypeOf(useHelixSuspenseQuery(getStreams, {}, { select: rows => rows.length }).data).toEqualTypeOf<number>()

  // Every option of TanStack's is there.
  useHelixQuery(getStreams, {}, { enabled: query => query.state.data === undefined, notifyOnChangeProps: ['data'] })
  // @ts-expect-error: the key is made here
  useHelixQuery(getStreams, {}, { queryKey: ['mine'] })

  // Parameters are checked, and may be null.
  useHelixQuery(getChatSettings, maybeId ? { broadcaster_id: maybeId } : null)
  // @ts-expect-error: a channel is required
  useHelixQuery(getChannelEmotes)
  // @ts-expect-error: a channel is required
  useHelixQuery(getChannelEmotes, {})
  // @ts-expect-error: there is no such parameter
  useHelixQuery(getUsers, { name: 'a' })
  // @ts-expect-error: left out it would be the signed-in user
  useHelixQuery(getChannelFollowers, { broadcaster_id: maybeId })
  // @ts-expect-error: what suspends cannot wait for parameters
  useHelixSuspenseQuery(getChatSettings, null)

  // Pages.
  const followers = useHelixInfiniteQuery(getChannelFollowers)
  expectTypeOf(followers.data?.pages[0]).toEqualTypeOf<Page<ChannelFollower, { total: number }> | undefined>()
  expectTypeOf(useHelixInfiniteQuery(getStreams, {}, { select: flattenPages }).data).toEqualTypeOf<
    Stream[] | undefined
  >()
  expectTypeOf(useHelixSuspenseInfiniteQuery(getStreams, {}, { select: flattenPages }).data).toEqualTypeOf<Stream[]>()
  useHelixInfiniteQuery(getStreams, null)
  // @ts-expect-error: emotes come all at once
  useHelixInfiniteQuery(getGlobalEmotes)
  // @ts-expect-error: emotes come all at once
  useHelixSuspenseInfiniteQuery(getGlobalEmotes, {})
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
  ban.mutate({ user_id: '1' }, { onSuccess: data => expectTypeOf(data).toEqualTypeOf<Ban>() })
  expectTypeOf(ban.mutateAsync({ user_id: '1' })).toEqualTypeOf<Promise<Ban>>()
  expectTypeOf(ban.error).toEqualTypeOf<HelixError | null>()
  // @ts-expect-error: somebody has to be banned
  ban.mutate({})
  useHelixMutation(snoozeNextAd).mutate()
  useHelixMutation(banUser, {
    onMutate: ({ user_id }) => user_id.length,
    onError: (error, { user_id }, length) => [error.code, user_id, length],
  })

  // The kind of token that the page works with is a user's, unless it says otherwise.
  expectTypeOf(useHelixClient()).toEqualTypeOf<HelixClient>()
  useHelixQuery(getStreams, {}, { client })
  // @ts-expect-error: an app's client
  useHelixQuery(getStreams, {}, { client: appClient })
  // @ts-expect-error: takes what an extension's backend signed
  useHelixQuery(getExtensionSecrets, { extension_id: '1' })
  // @ts-expect-error: takes what an extension's backend signed
  useHelixMutation(createExtensionSecret)

  // The auth's state, as one union.
  const auth = useHelixAuth()
  expectTypeOf(auth.status).toEqualTypeOf<AuthState['status']>()
  if (auth.status === 'signed-in') expectTypeOf(auth.session).toEqualTypeOf<Session>()
  auth.signIn({ popup: true })
  auth.signIn({ onCode: ({ user_code }) => user_code })

  // A permission takes endpoints and types of events, and the options of `signIn`.
  const { granted, missing, request } = useHelixPermission(banUser, channelFollow)
  expectTypeOf(granted).toEqualTypeOf<boolean | null>()
  expectTypeOf(missing).toEqualTypeOf<readonly Scope[]>()
  expectTypeOf(request({ popup: true })).toEqualTypeOf<Promise<Session>>()
  // @ts-expect-error: there is no such option
  request({ pop: true })
  // @ts-expect-error: neither an endpoint nor a type of events
  useHelixPermission('channel:manage:polls')
}
