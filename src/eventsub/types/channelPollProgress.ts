import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPoll, poll } from '../parts/poll.ts'
import { type EventPollChoice, pollChoices } from '../parts/pollChoice.ts'

/** A poll that runs. */
export interface ChannelPollProgressEvent extends EventPoll {
  choices: EventPollChoice[]
  /** In RFC 3339. */
  ends_at: string
}

/**
 * Viewers vote in a poll.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:polls` or `channel:manage:polls`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPollProgress, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPollProgress, ({ choices }) => console.log(choices.map(({ votes }) => votes)))
 * }
 * ```
 */
export const channelPollProgress: EventType<ChannelCondition, ChannelPollProgressEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.poll.progress',
  scopes: ['channel:read:polls', 'channel:manage:polls'],
  event: object<ChannelPollProgressEvent>({ ...poll, choices: pollChoices, ends_at: string }),
})
