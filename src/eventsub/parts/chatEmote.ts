import { array, object, string } from '../../schema/object.ts'

/** An emote in a chat message. */
export interface EventChatEmote {
  id: string
  emote_set_id: string
  /** The broadcaster who owns the emote. */
  owner_id: string
  /** Whether there is only a static image, or an animated one too. */
  format: ('static' | 'animated' | (string & {}))[]
}

export const chatEmote = object<EventChatEmote>({
  id: string,
  emote_set_id: string,
  owner_id: string,
  format: array(string),
})
