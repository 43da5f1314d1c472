import { array, boolean, nullable, nullish, number, object, optional, string } from '../../schema/object.ts'

/** A live stream. */
export interface Stream {
  /** The stream's id. Its video has another id. */
  id: string
  user_id: string
  user_login: string
  user_name: string
  /** The category; `''` if none is set. */
  game_id: string
  /** The category's name; `''` if none is set. */
  game_name: string
  /** `live`, or `''` if an error occurred at Twitch. */
  type: 'live' | '' | (string & {})
  /** `''` if none is set. */
  title: string
  /** The tags of the stream; can be `null` for a moment when it starts. */
  tags: string[] | null
  viewer_count: number
  /** When it began, in RFC 3339. */
  started_at: string
  /** An ISO 639-1 code, or `other`. */
  language: string
  /** An image URL with placeholders for the size: pass it to `imageURL`. */
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
