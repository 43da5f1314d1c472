import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPoll, poll } from '../parts/poll.ts'
import { type EventPollChoice, pollChoices } from '../parts/pollChoice.ts'

/** A poll that has ended. */
export interface ChannelPollEndEvent extends EventPoll {
  choices: EventPollChoice[]
  /** `completed`: ended in time; `terminated`: ended early; `archived`: ended and hidden from viewers. */
  status: 'completed' | 'archived' | 'terminated' | (string & {})
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A poll ends.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:polls` or `channel:manage:polls`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPollEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPollEnd, ({ title, status }) => console.log(title, status))
 * }
 * ```
 */
export const channelPollEnd: EventType<ChannelCondition, ChannelPollEndEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.poll.end',
  scopes: ['channel:read:polls', 'channel:manage:polls'],
  event: object<ChannelPollEndEvent>({ ...poll, choices: pollChoices, status: string, ended_at: string }),
})
