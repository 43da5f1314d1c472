import { array, number, object, optional, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPoll, poll } from '../parts/poll.ts'

/** One answer of a poll that begins. */
export interface ChannelPollBeginChoice {
  id: string
  title: string
  /** There are none yet. */
  votes?: number | undefined
  channel_points_votes?: number | undefined
  /** @deprecated Votes are not sold for Bits any more. */
  bits_votes?: number | undefined
}

/** A poll that begins. */
export interface ChannelPollBeginEvent extends EventPoll {
  choices: ChannelPollBeginChoice[]
  /** In RFC 3339. */
  ends_at: string
}

/**
 * A poll begins.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:polls` or `channel:manage:polls`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPollBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function ask(events: EventSub) {
 *   events.on(channelPollBegin, ({ title, choices }) => console.log(title, choices.length))
 * }
 * ```
 */
export const channelPollBegin: EventType<ChannelCondition, ChannelPollBeginEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.poll.begin',
  scopes: ['channel:read:polls', 'channel:manage:polls'],
  event: object<ChannelPollBeginEvent>({
    ...poll,
    choices: array(
      object<ChannelPollBeginChoice>({
        id: string,
        title: string,
        votes: optional(number),
        channel_points_votes: optional(number),
        bits_votes: optional(number),
      }),
    ),
    ends_at: string,
  }),
})
