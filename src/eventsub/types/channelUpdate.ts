import { array, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** What a channel says of its stream now. */
export interface ChannelUpdateEvent extends EventChannel {
  title: string
  /** ISO 639-1, such as `en`; `other` for the rest. */
  language: string
  category_id: string
  category_name: string
  /** Such as `Gambling`. */
  content_classification_labels: string[]
}

/**
 * A channel's title, category, language or content labels change.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function showTitle(events: EventSub) {
 *   events.on(channelUpdate, ({ title, category_name }) => console.log(title, category_name))
 * }
 * ```
 */
export const channelUpdate: EventType<ChannelCondition, ChannelUpdateEvent> = eventType({
  ...ofChannel,
  type: 'channel.update',
  version: '2',
  event: object<ChannelUpdateEvent>({
    ...channel,
    title: string,
    language: string,
    category_id: string,
    category_name: string,
    content_classification_labels: array(string),
  }),
})
