import type { EventSubSubscription } from '../../../endpoints/eventsub/subscription.ts'
import { isObject } from '../readable.ts'

type Event = Readonly<Record<string, unknown>>

/** Types whose events only the author receives, although their condition reads like that of every reader of the chat. */
const ofAuthor = new Set(['channel.chat.user_message_hold', 'channel.chat.user_message_update'])

const idOf = (value: unknown) => (isObject(value) ? value['id'] : undefined)

/** The field of an event for a key of the condition, or `undefined` if none matches. */
const places: Readonly<Record<string, (event: Event, row: EventSubSubscription) => unknown>> = {
  broadcaster_user_id: event => event['broadcaster_user_id'] ?? event['broadcaster_id'],
  // The receiver, not the user who acted.
  moderator_user_id: () => undefined,
  user_id: (event, { type, condition }) =>
    'broadcaster_user_id' in condition && !ofAuthor.has(type) ? undefined : (event['to_user_id'] ?? event['user_id']),
  reward_id: event => idOf(event['reward']) ?? idOf(event['custom_power_up']) ?? event['id'],
}

/** Whether a subscription receives an event. */
export const fits = (row: EventSubSubscription, event: Event): boolean =>
  Object.entries(row.condition).every(([key, wanted]) => {
    const found = (places[key] ?? (() => event[key]))(event, row)
    return found === undefined || found === wanted
  })
