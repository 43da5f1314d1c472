import { one, type WriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { boolean, object, optional } from '../../schema/object.ts'
import { integer, self, text } from '../../schema/parameters.ts'
import { type Poll, poll } from './poll.ts'

/** An answer of a new poll. */
export interface NewPollChoice {
  /** Up to 25 characters. */
  title: string
}

export interface CreatePollParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The question, up to 60 characters. */
  title: string
  /** Two to five answers. */
  choices: readonly NewPollChoice[]
  /** Seconds: 15 to 1,800. */
  duration: number
  /** Lets viewers buy more votes with Channel Points. @defaultValue `false` */
  channel_points_voting_enabled?: boolean | undefined
  /** The price of one more vote: 1 to 1,000,000 points. Requires `channel_points_voting_enabled: true`. */
  channel_points_per_vote?: number | undefined
}

/**
 * Starts a poll. A channel can run one poll at a time. Rejects with `bad_request` if another poll is running, or if
 * AutoMod refuses the text.
 *
 * Takes a user token with the scope `channel:manage:polls`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/polls#create-poll
 * @example
 * ```ts
 * import { type HelixClient, createPoll } from 'tinyhelix'
 *
 * async function ask(client: HelixClient) {
 *   const choices = [{ title: 'Chess' }, { title: 'Checkers' }]
 *   return await createPoll(client, { title: 'What is next?', choices, duration: 120 })
 * }
 * ```
 */
export const createPoll: WriteEndpoint<CreatePollParams, Poll> = one({
  method: 'POST',
  path: '/polls',
  scopes: ['channel:manage:polls'],
  params: {
    broadcaster_id: self,
    title: text(1, 60),
    choices: listOf(object<NewPollChoice>({ title: text(1, 25) }), 2, 5),
    duration: integer(15, 1800),
    channel_points_voting_enabled: optional(boolean),
    channel_points_per_vote: optional(integer(1, 1_000_000)),
  },
  rules: [
    {
      keys: ['channel_points_per_vote'],
      expected: 'left out unless channel_points_voting_enabled is true',
      test: ({ channel_points_per_vote, channel_points_voting_enabled }) =>
        channel_points_per_vote === undefined || channel_points_voting_enabled === true,
    },
  ],
  query: [],
  item: poll,
})
