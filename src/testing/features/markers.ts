import { createStreamMarker } from '../../endpoints/streams/createStreamMarker.ts'
import { getStreamMarkers } from '../../endpoints/streams/getStreamMarkers.ts'
import type { StreamMarker } from '../../endpoints/streams/streamMarker.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { between, uuid } from '../world/random.ts'
import { edits } from '../world/roles.ts'
import { asUser, usersOf } from '../world/users.ts'
import { perChannel, second, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'
import { videosOf } from './videos.ts'

/** Reads the channel's id from the id of a video. */
const ownerOfVideo = (id: string) => `${Number(id.slice(2, -3))}`

/** A video's markers, the oldest first. May be changed. */
const markersOf: (world: World, videoId: string) => StreamMarker[] = perChannel((world, videoId) => {
  const video = videosOf(world, ownerOfVideo(videoId)).find(({ id }) => id === videoId)
  if (video?.type !== 'archive') return []
  return Array.from({ length: between(0, 5, 'markers', videoId) }, (_, index): StreamMarker => {
    const position = (index + 1) * between(20, 90, 'marker', videoId)
    return {
      id: uuid(videoId, 'marker', index),
      created_at: timestamp(Date.parse(video.created_at) + position * second),
      description: index % 3 ? `Highlight ${index}` : '',
      position_seconds: position,
    }
  })
})

export const markers: Feature = [
  route(createStreamMarker, ({ world, params, user, now }) => {
    const owner = usersOf(world).byId(params.user_id ?? user.id)
    if (!owner) return refuse(404, 'The ID in the user_id field is not valid.')
    if (!edits(world, user.id, owner.id)) refuse(403, 'The user may not create markers for this channel.')
    const stream = liveStreamsOf(world).get(owner.id)
    const recording = videosOf(world, owner.id).find(({ stream_id }) => stream_id === stream?.id)
    if (!stream || !recording) return refuse(404, 'The user is not streaming live, or does not keep recordings.')
    const all = markersOf(world, recording.id)
    const marker: StreamMarker = {
      id: freshId(world, 'marker'),
      created_at: timestamp(now()),
      description: params.description ?? '',
      position_seconds: Math.floor((now() - stream.startedAt) / second),
    }
    all.push(marker)
    return one(marker)
  }),
  route(getStreamMarkers, ({ world, params, user, slice }) => {
    const owner = usersOf(world).byId(params.user_id ?? ownerOfVideo(params.video_id ?? ''))
    const all = owner ? videosOf(world, owner.id) : []
    const video = params.video_id === undefined ? all[0] : all.find(({ id }) => id === params.video_id)
    if (!owner || !video) return refuse(404, "The user doesn't have videos.")
    if (!edits(world, user.id, owner.id)) refuse(403, 'The user may not see the markers of this channel.')
    const { rows, pagination } = slice(markersOf(world, video.id))
    // Only the list writes this key in capitals.
    const found = rows.map(row => ({
      ...row,
      URL: `https://www.twitch.tv/${owner.login}/manager/highlighter/${video.id}?t=${row.position_seconds}s`,
    }))
    return data(found.length ? [{ ...asUser(owner), videos: [{ video_id: video.id, markers: found }] }] : [], {
      pagination,
    })
  }),
]
