import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type Poll, poll } from './poll.ts'

export interface GetPollsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** Returns only these polls, in this order; up to 20. */
  id?: OneOrMore<string> | undefined
}

/**
 * A channel's polls of the last 90 days, the newest first, up to 20 a page. `await` returns the first page, `for await`
 * iterates over the rows of all pages. Rejects with `not_found` if no poll in `id` exists.
 *
 * Takes a user token with the scope `channel:manage:polls` or `channel:read:polls`. `broadcaster_id` defaults to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/polls#get-polls
 * @example
 * ```ts
 * import { type HelixClient, getPolls } from 'tinyhelix'
 *
 * async function runningPoll(client: HelixClient) {
 *   const [newest] = await getPolls(client, { first: 1 })
 *   return newest?.status === 'ACTIVE' ? newest : null
 * }
 * ```
 */
export const getPolls: PageEndpoint<GetPollsParams, Poll> = page({
  path: '/polls',
  scopes: ['channel:manage:polls', 'channel:read:polls'],
  params: { broadcaster_id: self, id: optional(ids(20)) },
  maxFirst: 20,
  item: poll,
  staleTime: 5_000,
})
