import { array, type Fields, nullable, object, string } from '../../schema/object.ts'
import { cheermote, type EventCheermote } from './cheermote.ts'

/** An emote in a message. */
export interface EventEmote {
  id: string
  emote_set_id: string
}

/** A piece of a message. */
export interface EventFragment {
  type: 'text' | 'emote' | 'cheermote' | (string & {})
  /** The piece as it was typed. */
  text: string
  /** `null` in other pieces. */
  emote: EventEmote | null
  /** `null` in other pieces. */
  cheermote: EventCheermote | null
}

/** The text of a message, whole and in pieces. */
export interface EventMessage {
  /** The whole message as it was typed. */
  text: string
  fragments: EventFragment[]
}

export const message: Fields<EventMessage> = {
  text: string,
  fragments: array(
    object<EventFragment>({
      type: string,
      text: string,
      emote: nullable(object<EventEmote>({ id: string, emote_set_id: string })),
      cheermote: nullable(cheermote),
    }),
  ),
}
