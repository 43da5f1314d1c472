import { one, type WriteEndpoint } from '../../endpoint.ts'
import { choice, id, self } from '../../schema/parameters.ts'
import { type Poll, poll } from './poll.ts'

export interface EndPollParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The poll. */
  id: string
  /** `TERMINATED` keeps the result visible, `ARCHIVED` hides it. */
  status: 'TERMINATED' | 'ARCHIVED'
}

/**
 * Ends a running poll early, and returns its result. Rejects with `bad_request` if the poll has ended already.
 *
 * Takes a user token with the scope `channel:manage:polls`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/polls#end-poll
 * @example
 * ```ts
 * import { type HelixClient, endPoll } from 'tinyhelix'
 *
 * async function result(client: HelixClient, id: string) {
 *   const { choices } = await endPoll(client, { id, status: 'TERMINATED' })
 *   return [...choices].sort((a, b) => b.votes - a.votes)
 * }
 * ```
 */
export const endPoll: WriteEndpoint<EndPollParams, Poll> = one({
  method: 'PATCH',
  path: '/polls',
  scopes: ['channel:manage:polls'],
  params: { broadcaster_id: self, id, status: choice('TERMINATED', 'ARCHIVED') },
  query: [],
  item: poll,
})
