import { createInfiniteQuery, createMutation, createQuery } from '@tanstack/svelte-query'
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
  createHelixInfiniteQuery,
  createHelixMutation,
  createHelixQuery,
  setHelixClient,
  useHelixAuth,
  useHelixClient,
  useHelixPermission,
} from 'tinyhelix/svelte'
import { expectTypeOf } from 'vitest'
import { appClient, client, maybeId } from './clients.ts'

export function useTypes() {
  // The plain options work in TanStack's own functions.
  expectTypeOf(createQuery(() => helixQuery(client, getUsers, { login: 'a' })).data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(createQuery(() => helixQuery(client, getUsers)).error).toEqualTypeOf<HelixError | null>()
  expectTypeOf(createInfiniteQuery(() => helixInfiniteQuery(client, getStreams)).data?.pages).toEqualTypeOf<
    Page<Stream>[] | undefined
  >()
  expectTypeOf(createMutation(() => helixMutation(client, banUser)).data).toEqualTypeOf<Ban | undefined>()

  // Ours infer the same.
  const users = createHelixQuery(getUsers, () => ({ login: 'a' }))
  expectTypeOf(users.data).toEqualTypeOf<User[] | undefined>()
  expectTypeOf(users.error).toEqualTypeOf<HelixError | null>()
  expectTypeOf(createHelixQuery(getStreams).data).toEqualTypeOf<Stream[] | undefined>()
  const count = createHelixQuery(
    getStreams,
    () => ({}),
    () => ({ select: rows => rows.length }),
  )
  expectTypeOf(count.data).toEqualTypeOf<number | undefined>()

  // Parameters are checked, and may be null.
  createHelixQuery(getChatSettings, () => (maybeId ? { broadcaster_id: maybeId } : null))
  // @ts-expect-error: a channel is required
  createHelixQuery(getChannelEmotes)
  // @ts-expect-error: a channel is required
  createHelixQuery(getChannelEmotes, () => ({}))
  // @ts-expect-error: a function, so that changes are seen
  createHelixQuery(getUsers, { login: 'a' })
  // @ts-expect-error: not a number
  createHelixQuery(getUsers, () => ({ login: 5 }))
  // @ts-expect-error: left out it would be the signed-in user
  createHelixQuery(getChannelFollowers, () => ({ broadcaster_id: maybeId }))
  createHelixQuery(
    getStreams,
    () => ({}),
    // @ts-expect-error: the key is made here
    () => ({ queryKey: ['mine'] }),
  )

  // Pages.
  const followers = createHelixInfiniteQuery(getChannelFollowers)
  expectTypeOf(followers.data?.pages[0]).toEqualTypeOf<Page<ChannelFollower, { total: number }> | undefined>()
  const flat = createHelixInfiniteQuery(
    getStreams,
    () => ({ language: 'en' }),
    () => ({ select: flattenPages }),
  )
  expectTypeOf(flat.data).toEqualTypeOf<Stream[] | undefined>()
  // @ts-expect-error: emotes come all at once
  createHelixInfiniteQuery(getGlobalEmotes)
  // @ts-expect-error: where to start is the query's business
  createHelixInfiniteQuery(getStreams, () => ({ after: 'x' }))

  // Reads and writes are told apart, and the compiler's message says what to use instead.
  // @ts-expect-error: a write: use useHelixMutation or helixMutation
  createHelixQuery(banUser, () => ({ user_id: '1' }))
  // @ts-expect-error: a read: use useHelixQuery or helixQuery
  createHelixInfiniteQuery(getUsers)
  // @ts-expect-error: a read: use useHelixQuery or helixQuery
  createHelixMutation(getUsers)
  createHelixMutation(updateChatSettings, () => ({ optimistic: true }))
  // @ts-expect-error: This write cannot be optimistic: leave the option out
  createHelixMutation(banUser, () => ({ optimistic: true }))
  // @ts-expect-error: an id that is not known yet would show a stranger's stream
  createHelixQuery(getStreams, () => ({ user_id: maybeId }))

  // Mutations.
  const ban = createHelixMutation(banUser)
  ban.mutate({ user_id: '1' })
  expectTypeOf(ban.mutateAsync({ user_id: '1' })).toEqualTypeOf<Promise<Ban>>()
  expectTypeOf(ban.error).toEqualTypeOf<HelixError | null>()
  // @ts-expect-error: somebody has to be banned
  ban.mutate({})
  createHelixMutation(snoozeNextAd).mutate()
  createHelixMutation(banUser, () => ({ onSuccess: data => expectTypeOf(data).toEqualTypeOf<Ban>() }))

  // The kind of token that the page works with is a user's, unless it says otherwise.
  expectTypeOf(useHelixClient()).toEqualTypeOf<HelixClient>()
  setHelixClient(client)
  // @ts-expect-error: an app's client
  setHelixClient(appClient)
  // @ts-expect-error: takes what an extension's backend signed
  createHelixQuery(getExtensionSecrets, () => ({ extension_id: '1' }))

  const auth = useHelixAuth()
  expectTypeOf(auth.status).toEqualTypeOf<AuthState['status']>()
  auth.signIn({ popup: true })

  // A permission takes endpoints and types of events, and the options of `signIn`.
  const polls = useHelixPermission(banUser, channelFollow)
  expectTypeOf(polls.granted).toEqualTypeOf<boolean | null>()
  expectTypeOf(polls.missing).toEqualTypeOf<readonly Scope[]>()
  expectTypeOf(polls.request({ popup: true })).toEqualTypeOf<Promise<Session>>()
  // @ts-expect-error: neither an endpoint nor a type of events
  useHelixPermission('channel:manage:polls')
}
