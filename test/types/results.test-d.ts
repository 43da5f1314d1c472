import type { QueryFunction } from '@tanstack/query-core'
import {
  type Ban,
  type BroadcasterSubscription,
  banUser,
  type ChannelFollower,
  checkUserSubscription,
  deleteChatMessages,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getChannelICalendar,
  getStreams,
  getTeamByName,
  getUsers,
  type Paginator,
  type ParamsOf,
  type ResultOf,
  type Stream,
  type User,
} from 'tinyhelix'
import { expectTypeOf } from 'vitest'
import { client } from './clients.ts'

// One row, rows, pages of rows, text, nothing.
expectTypeOf(banUser(client, { user_id: '1' })).toEqualTypeOf<Promise<Ban>>()
expectTypeOf(getUsers(client)).toEqualTypeOf<Promise<User[]>>()
expectTypeOf(getStreams(client)).toEqualTypeOf<Paginator<Stream>>()
// Functions that accept a promise accept a list too, with its type: TanStack's `queryFn`, for one.
const queryFn: QueryFunction<Stream[]> = () => getStreams(client)
expectTypeOf(queryFn).returns.toEqualTypeOf<Stream[] | Promise<Stream[]>>()
expectTypeOf(getStreams(client)).resolves.toEqualTypeOf<Stream[]>()
expectTypeOf(getChannelICalendar(client, { broadcaster_id: '1' })).toEqualTypeOf<Promise<string>>()
expectTypeOf(deleteChatMessages(client)).toEqualTypeOf<Promise<void>>()

// A row that may not exist is `null`, never `undefined`.
expectTypeOf(getTeamByName(client, { name: 'staff' }))
  .resolves.extract<null>()
  .toEqualTypeOf<null>()
expectTypeOf(checkUserSubscription(client, { broadcaster_id: '1' }))
  .resolves.extract<undefined>()
  .toBeNever()

// A list with pages is awaited, looped over, or read page by page, with the other fields of its pages.
export async function pages() {
  const followers = getChannelFollowers(client)
  expectTypeOf(await followers).toEqualTypeOf<ChannelFollower[]>()
  for await (const follower of followers) expectTypeOf(follower).toEqualTypeOf<ChannelFollower>()
  for await (const page of followers.pages()) {
    expectTypeOf(page.data).toEqualTypeOf<ChannelFollower[]>()
    expectTypeOf(page.total).toEqualTypeOf<number>()
    expectTypeOf(page.cursor).toEqualTypeOf<string | null>()
  }
  expectTypeOf((await getBroadcasterSubscriptions(client).nextPage()).points).toEqualTypeOf<number | undefined>()
  // @ts-expect-error Pages of streams carry nothing else.
  ;(await getStreams(client).nextPage()).total
}

// Twitch's words are known, and new ones are accepted.
declare const stream: Stream
expectTypeOf(stream.type).toExtend<string>()
expectTypeOf<'rerun'>().toExtend<Stream['type']>()
expectTypeOf(stream.tags).toEqualTypeOf<string[] | null>()
// @ts-expect-error Names are Twitch's.
stream.userName

// Code that accepts any endpoint infers its types.
expectTypeOf<ResultOf<typeof getStreams>>().toEqualTypeOf<Stream[]>()
expectTypeOf<ResultOf<typeof getBroadcasterSubscriptions>>().toEqualTypeOf<BroadcasterSubscription[]>()
expectTypeOf<ParamsOf<typeof banUser>['user_id']>().toEqualTypeOf<string>()
