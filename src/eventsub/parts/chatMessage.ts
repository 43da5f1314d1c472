import { array, nullable, nullish, object, string } from '../../schema/object.ts'
import { chatEmote, type EventChatEmote } from './chatEmote.ts'
import { cheermote, type EventCheermote } from './cheermote.ts'
import { type EventPerson, person } from './people.ts'

/** A GIF in a chat message. */
export interface EventGif {
  gif_id: string
  url: string
}

/** A piece of a chat message. */
export interface EventChatFragment {
  type: 'text' | 'emote' | 'cheermote' | 'mention' | 'gif' | (string & {})
  /** The piece as it was typed. */
  text: string
  /** `null` in other pieces. */
  emote: EventChatEmote | null
  /** `null` in other pieces. */
  cheermote: EventCheermote | null
  /** The user who is named; `null` in other pieces. */
  mention: EventPerson | null
  /** `null` or absent in other pieces. */
  gif?: EventGif | null | undefined
}

/** The text of a chat message, whole and in pieces. */
export interface EventChatMessage {
  /** The whole message as it was typed. */
  text: string
  fragments: EventChatFragment[]
}

export const chatMessage = object<EventChatMessage>({
  text: string,
  fragments: array(
    object<EventChatFragment>({
      type: string,
      text: string,
      emote: nullable(chatEmote),
      cheermote: nullable(cheermote),
      mention: nullable(object<EventPerson>(person)),
      gif: nullish(object<EventGif>({ gif_id: string, url: string })),
    }),
  ),
})
