import type { EventSubSubscription } from '../../../endpoints/eventsub/subscription.ts'
import { isObject } from '../readable.ts'

type Event = Readonly<Record<string, unknown>>

/** Types whose events go to the author alone, though their condition reads like that of everyone who reads the chat. */
const ofAuthor = new Set(['channel.chat.user_message_hold', 'channel.chat.user_message_update'])

const idOf = (value: unknown) => (isObject(value) ? value['id'] : undefined)

/** Where an event has what its condition names; `undefined`: nowhere, so it is no matter. */
const places: Readonly<Record<string, (event: Event, row: EventSubSubscription) => unknown>> = {
  broadcaster_user_id: event => event['broadcaster_user_id'] ?? event['broadcaster_id'],
  // Who is told, not who acted.
  moderator_user_id: () => undefined,
  user_id: (event, { type, condition }) =>
    'broadcaster_user_id' in condition && !ofAuthor.has(type) ? undefined : (event['to_user_id'] ?? event['user_id']),
  reward_id: event => idOf(event['reward']) ?? idOf(event['custom_power_up']) ?? event['id'],
}

/** Whether an event is one of those that a subscription is for. */
export const fits = (row: EventSubSubscription, event: Event): boolean =>
  Object.entries(row.condition).every(([key, wanted]) => {
    const found = (places[key] ?? (() => event[key]))(event, row)
    return found === undefined || found === wanted
  })
