import { number, object, optional, string } from '../../schema/object.ts'

/** A marked position in a stream. */
export interface StreamMarker {
  id: string
  /** In RFC 3339. */
  created_at: string
  /** Seconds from the stream's start. */
  position_seconds: number
  /** `''` if none was given. */
  description: string
  /** A URL that opens the position in the highlighter. `getStreamMarkers` returns it as `URL` or as `url`. */
  URL?: string | undefined
  /** The same URL under another name: `getStreamMarkers` returns one of the two. */
  url?: string | undefined
}

export const streamMarker = object<StreamMarker>({
  id: string,
  created_at: string,
  position_seconds: number,
  description: string,
  URL: optional(string),
  url: optional(string),
})
