import { array, nullable, number, object, string } from '../../schema/object.ts'

/** A part of a video without sound. */
export interface MutedSegment {
  /** In seconds. */
  duration: number
  /** Where the part begins, in seconds from the start of the video. */
  offset: number
}

/** A recording, highlight or upload. */
export interface Video {
  id: string
  /** The stream that the video recorded; `null` unless `type` is `archive`. */
  stream_id: string | null
  user_id: string
  user_login: string
  user_name: string
  title: string
  description: string
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339; for a recording the same as `created_at`. */
  published_at: string
  url: string
  /**
   * An image URL with placeholders for the size: pass it to `imageURL` with 320 and 180. `''` while the video is still
   * being recorded or processed.
   */
  thumbnail_url: string
  viewable: 'public' | (string & {})
  view_count: number
  /** An ISO 639-1 code, or `other`. */
  language: string
  /** `archive`: a past stream; `highlight`: parts of one. */
  type: 'archive' | 'highlight' | 'upload' | (string & {})
  /** Such as `3h21m33s`: pass it to `parseDuration`. */
  duration: string
  /** The parts that Twitch muted because of music; `null` if there are none. */
  muted_segments: MutedSegment[] | null
}

export const video = object<Video>({
  id: string,
  stream_id: nullable(string),
  user_id: string,
  user_login: string,
  user_name: string,
  title: string,
  description: string,
  created_at: string,
  published_at: string,
  url: string,
  thumbnail_url: string,
  viewable: string,
  view_count: number,
  language: string,
  type: string,
  duration: string,
  muted_segments: nullable(array(object<MutedSegment>({ duration: number, offset: number }))),
})
