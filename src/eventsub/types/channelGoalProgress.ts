import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventGoal, goal } from '../parts/goal.ts'

/** The goal as it is now. */
export interface ChannelGoalProgressEvent extends EventGoal {}

/**
 * The count of a goal goes up or down.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:goals`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelGoalProgress, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelGoalProgress, ({ current_amount, target_amount }) => console.log(current_amount / target_amount))
 * }
 * ```
 */
export const channelGoalProgress: EventType<ChannelCondition, ChannelGoalProgressEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.goal.progress',
  scopes: ['channel:read:goals'],
  event: object<EventGoal>(goal),
})
