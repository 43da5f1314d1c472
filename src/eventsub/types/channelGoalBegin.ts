import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventGoal, goal } from '../parts/goal.ts'

/** The new goal. */
export interface ChannelGoalBeginEvent extends EventGoal {}

/**
 * A broadcaster begins to pursue a goal.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:goals`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelGoalBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelGoalBegin, ({ description, target_amount }) => console.log(description, target_amount))
 * }
 * ```
 */
export const channelGoalBegin: EventType<ChannelCondition, ChannelGoalBeginEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.goal.begin',
  scopes: ['channel:read:goals'],
  event: object<EventGoal>(goal),
})
