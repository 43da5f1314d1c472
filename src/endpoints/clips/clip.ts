import { boolean, nullable, number, object, string } from '../../schema/object.ts'

/** A clip. */
export interface Clip {
  id: string
  url: string
  /** For the `src` of an iframe, once `&parent=` and your page's host name are added. */
  embed_url: string
  broadcaster_id: string
  broadcaster_name: string
  creator_id: string
  creator_name: string
  /** The recording that the clip is part of; `''` if there is none, or not yet. */
  video_id: string
  game_id: string
  /** An ISO 639-1 code, or `other`. */
  language: string
  title: string
  view_count: number
  /** In RFC 3339. */
  created_at: string
  /** For some clips it leads to no picture. */
  thumbnail_url: string
  /** Seconds, with one decimal. */
  duration: number
  /** Seconds from the recording's beginning to the clip's; `null` if there is no recording, or for some minutes. */
  vod_offset: number | null
  is_featured: boolean
}

export const clip = object<Clip>({
  id: string,
  url: string,
  embed_url: string,
  broadcaster_id: string,
  broadcaster_name: string,
  creator_id: string,
  creator_name: string,
  video_id: string,
  game_id: string,
  language: string,
  title: string,
  view_count: number,
  created_at: string,
  thumbnail_url: string,
  duration: number,
  vod_offset: nullable(number),
  is_featured: boolean,
})
