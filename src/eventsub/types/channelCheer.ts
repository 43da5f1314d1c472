import { number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventGiver, giver } from '../parts/people.ts'

/** A cheer. */
export interface ChannelCheerEvent extends EventChannel, EventGiver {
  message: string
  bits: number
}

/**
 * Somebody cheers with Bits. `channelBitsUse` covers every other use of Bits, too.
 *
 * Takes a user token of the broadcaster with the scope `bits:read`. `broadcaster_user_id` defaults to the signed-in
 * user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCheer, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelCheer, ({ user_name, bits }) => console.log(user_name ?? 'Somebody', bits))
 * }
 * ```
 */
export const channelCheer: EventType<ChannelCondition, ChannelCheerEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.cheer',
  scopes: ['bits:read'],
  event: object<ChannelCheerEvent>({ ...channel, ...giver, message: string, bits: number }),
})
