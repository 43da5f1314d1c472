import { type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { exactlyOne } from '../../request/rules.ts'
import { array, object, optional, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type StreamMarker, streamMarker } from './streamMarker.ts'

export interface GetStreamMarkersParams extends BidirectionalPageParams {
  /** Returns the markers of this user's latest video. Excludes `video_id`. */
  user_id?: string | undefined
  /** Returns the markers of this video. Excludes `user_id`. */
  video_id?: string | undefined
}

/** The markers that one user made. */
export interface StreamMarkers {
  user_id: string
  user_name: string
  user_login: string
  /** The requested video; empty if it has no markers. */
  videos: MarkedVideo[]
}

/** A video with its markers. */
export interface MarkedVideo {
  video_id: string
  /** The oldest first. */
  markers: StreamMarker[]
}

/**
 * The markers of a video or of a user's latest video, grouped by the user who made them. `await` returns the first
 * page, `for await` iterates over the rows of all pages. Empty if there are none.
 *
 * Takes a user token with the scope `channel:manage:broadcast` or `user:read:broadcast`, of the broadcaster or an
 * editor. Neither id has a default: give one of them. Rejects with `not_found` if the user has no videos, `forbidden`
 * if the caller is not an editor there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/streams#get-stream-markers
 * @example
 * ```ts
 * import { type HelixClient, getStreamMarkers } from 'tinyhelix'
 *
 * async function markers(client: HelixClient, video_id: string) {
 *   const groups = await getStreamMarkers(client, { video_id })
 *   return groups.flatMap(({ videos }) => videos).flatMap(video => video.markers)
 * }
 * ```
 */
export const getStreamMarkers: PageEndpoint<GetStreamMarkersParams, StreamMarkers> = page({
  path: '/streams/markers',
  scopes: ['channel:manage:broadcast', 'user:read:broadcast'],
  params: { user_id: optional(id), video_id: optional(id) },
  rules: [exactlyOne('user_id', 'video_id')],
  maxFirst: 100,
  backward: true,
  item: object<StreamMarkers>({
    user_id: string,
    user_name: string,
    user_login: string,
    videos: array(object<MarkedVideo>({ video_id: string, markers: array(streamMarker) })),
  }),
  staleTime: 60_000,
})
