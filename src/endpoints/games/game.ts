import { object, string } from '../../schema/object.ts'

/** A category: a game, or something like Just Chatting. */
export interface Game {
  id: string
  name: string
  /** An image URL with placeholders for the size: pass it to `imageURL`. */
  box_art_url: string
  /** The game's id at IGDB; `''` if Twitch knows none. */
  igdb_id: string
}

export const game = object<Game>({ id: string, name: string, box_art_url: string, igdb_id: string })
