import { boolean, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventGoal, goal } from '../parts/goal.ts'

/** A goal that has ended. */
export interface ChannelGoalEndEvent extends EventGoal {
  /** Whether it was reached. */
  is_achieved: boolean
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A broadcaster ends a goal.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:goals`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelGoalEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelGoalEnd, ({ description, is_achieved }) => console.log(description, is_achieved))
 * }
 * ```
 */
export const channelGoalEnd: EventType<ChannelCondition, ChannelGoalEndEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.goal.end',
  scopes: ['channel:read:goals'],
  event: object<ChannelGoalEndEvent>({ ...goal, is_achieved: boolean, ended_at: string }),
})
