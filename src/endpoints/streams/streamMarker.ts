import { number, object, optional, string } from '../../schema/object.ts'

/** A place in a stream that someone marked, to find it again. */
export interface StreamMarker {
  id: string
  /** In RFC 3339. */
  created_at: string
  /** Seconds from the stream's start. */
  position_seconds: number
  /** `''` if none was given. */
  description: string
  /** Opens the place in the highlighter; `getStreamMarkers` has it, under this name or the other. */
  URL?: string | undefined
  /** Opens the place in the highlighter; `getStreamMarkers` has it, under this name or the other. */
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
