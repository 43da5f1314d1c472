import { array, type Fields, nullable, number, object, string } from '../../schema/object.ts'
import { type EventMessage, message } from './message.ts'
import { channel, type EventChannel, type EventPerson, person } from './people.ts'

/** A part of a message's text. */
export interface EventBoundary {
  /** The place of its first character, counted from 0. */
  start_pos: number
  /** The place of its last character. */
  end_pos: number
}

/** What AutoMod found in a message. */
export interface EventAutomodFinding {
  /** Such as `swearing`. */
  category: string
  /** How serious it is: 1 to 4. */
  level: number
  /** Where in the message's text. */
  boundaries: EventBoundary[]
}

/** A blocked term that was found in a message. */
export interface EventFoundTerm {
  term_id: string
  /** Where in the message's text. */
  boundary: EventBoundary
  /** The channel that has blocked it. */
  owner_broadcaster_user_id: string
  owner_broadcaster_user_login: string
  owner_broadcaster_user_name: string
}

/** The blocked terms that were found in a message. */
export interface EventFoundTerms {
  terms_found: EventFoundTerm[]
}

/** A chat message that AutoMod held back. */
export interface EventHeldMessage extends EventChannel, EventPerson {
  message_id: string
  message: EventMessage
  /** In RFC 3339. */
  held_at: string
  /** What held it back: AutoMod, a term that the channel blocks, or a link where links are held back. */
  reason: 'automod' | 'blocked_term' | 'blocked_link' | (string & {})
  /** `null` for other reasons. */
  automod: EventAutomodFinding | null
  /** `null` for other reasons. */
  blocked_term: EventFoundTerms | null
}

const boundary = object<EventBoundary>({ start_pos: number, end_pos: number })

export const heldMessage: Fields<EventHeldMessage> = {
  ...channel,
  ...person,
  message_id: string,
  message: object<EventMessage>(message),
  held_at: string,
  reason: string,
  automod: nullable(object<EventAutomodFinding>({ category: string, level: number, boundaries: array(boundary) })),
  blocked_term: nullable(
    object<EventFoundTerms>({
      terms_found: array(
        object<EventFoundTerm>({
          term_id: string,
          boundary,
          owner_broadcaster_user_id: string,
          owner_broadcaster_user_login: string,
          owner_broadcaster_user_name: string,
        }),
      ),
    }),
  ),
}
