import { array, boolean, nullable, nullish, number, object, optional, string } from '../../schema/object.ts'

/** A live stream. */
export interface Stream {
  /** The stream's id; not the same as the id of its recording. */
  id: string
  user_id: string
  user_login: string
  user_name: string
  /** The category; `''` if none is set. */
  game_id: string
  /** The category's name; `''` if none is set. */
  game_name: string
  /** `live`, or `''` if Twitch met an error. */
  type: 'live' | '' | (string & {})
  /** `''` if none is set. */
  title: string
  /** Free tags of the stream; `null` for a moment around its start. */
  tags: string[] | null
  viewer_count: number
  /** When it began, in RFC 3339. */
  started_at: string
  /** An ISO 639-1 code, or `other`. */
  language: string
  /** An image's address with placeholders for its size: give it to `imageUrl`. */
  thumbnail_url: string
  /** @deprecated Twitch no longer fills it. */
  tag_ids?: string[] | null | undefined
  /** @deprecated Always `false`. */
  is_mature?: boolean | undefined
}

export const stream = object<Stream>({
  id: string,
  user_id: string,
  user_login: string,
  user_name: string,
  game_id: string,
  game_name: string,
  type: string,
  title: string,
  tags: nullable(array(string)),
  viewer_count: number,
  started_at: string,
  language: string,
  thumbnail_url: string,
  tag_ids: nullish(array(string)),
  is_mature: optional(boolean),
})
