import { array, object, string } from '../../schema/object.ts'

/** An emote in a chat message. */
export interface EventChatEmote {
  id: string
  emote_set_id: string
  /** The broadcaster whose emote it is. */
  owner_id: string
  /** Whether there is a still picture, or a moving one too. */
  format: ('static' | 'animated' | (string & {}))[]
}

export const chatEmote = object<EventChatEmote>({
  id: string,
  emote_set_id: string,
  owner_id: string,
  format: array(string),
})
