import { boolean, nullable, number, object, string } from '../../schema/object.ts'

/** A clip. */
export interface Clip {
  id: string
  url: string
  /** The `src` for an iframe. Append `&parent=` and the host name of your page. */
  embed_url: string
  broadcaster_id: string
  broadcaster_name: string
  creator_id: string
  creator_name: string
  /** The video that the clip comes from; `''` if there is none, or if it is not available yet. */
  video_id: string
  game_id: string
  /** An ISO 639-1 code, or `other`. */
  language: string
  title: string
  view_count: number
  /** In RFC 3339. */
  created_at: string
  /** For some clips there is no image at this URL. */
  thumbnail_url: string
  /** Length in seconds, with one decimal. */
  duration: number
  /**
   * Where the clip begins, in seconds from the start of the video; `null` if there is no video, and for the first
   * minutes.
   */
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
