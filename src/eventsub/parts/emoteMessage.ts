import { array, nullable, number, object, string } from '../../schema/object.ts'

/** Where an emote stands in a message. */
export interface EventEmotePosition {
  id: string
  /** The place of its first character in `text`, counted from 0. */
  begin: number
  /** The place of its last character. */
  end: number
}

/** The text of a message, and the emotes in it. */
export interface EventEmoteMessage {
  text: string
  /** `null` or empty if there are none. */
  emotes: EventEmotePosition[] | null
}

export const emoteMessage = object<EventEmoteMessage>({
  text: string,
  emotes: nullable(array(object<EventEmotePosition>({ id: string, begin: number, end: number }))),
})
