import type { Clip } from '../../../endpoints/clips/clip.ts'
import { createClip } from '../../../endpoints/clips/createClip.ts'
import { createClipFromVod } from '../../../endpoints/clips/createClipFromVod.ts'
import type { CreatedClip } from '../../../endpoints/clips/createdClip.ts'
import { getClipsDownloads } from '../../../endpoints/clips/getClipsDownloads.ts'
import { bansOf } from '../../world/bans.ts'
import { channelOf } from '../../world/channels.ts'
import { clipId, clipsOf } from '../../world/clips.ts'
import { edits } from '../../world/editors.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { hash } from '../../world/random.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { videosOf } from '../../world/videos.ts'
import { perWorld, second, timestamp, type World } from '../../world/world.ts'
import { clips } from '../clips.ts'
import { refuse } from '../refusal.ts'
import { data, type HelixResponse, one } from '../response.ts'
import { type Family, many, route } from '../route.ts'

interface Pending {
  readonly clip: Clip
  /** When it can be seen, in milliseconds since 1970. */
  readonly from: number
}

/** How long Twitch works on a clip. */
const work = 3 * second

const pendingOf = perWorld((): { clips: Pending[]; count: number } => ({ clips: [], count: 0 }))

/** Puts the clips that are finished by now among their channels' clips. */
function publish(world: World): void {
  const pending = pendingOf(world)
  const isDone = ({ from }: Pending) => from <= world.now()
  for (const { clip } of pending.clips.filter(isDone)) clipsOf(world, clip.broadcaster_id).push(clip)
  pending.clips = pending.clips.filter(entry => !isDone(entry))
}

interface Cut {
  readonly title: string
  readonly duration: number
  readonly video_id: string
  readonly vod_offset: number | null
}

function begin(world: World, broadcaster: Person, maker: Person, cut: Cut): HelixResponse<CreatedClip> {
  if (bansOf(world, broadcaster.id).has(maker.id)) refuse(403, 'User does not have permissions')
  const pending = pendingOf(world)
  const channel = channelOf(world, broadcaster.id)
  const id = clipId(broadcaster.id, hash(world.seed, 'created', pending.count++))
  const clip: Clip = {
    ...cut,
    id,
    url: `https://clips.twitch.tv/${id}`,
    embed_url: `https://clips.twitch.tv/embed?clip=${id}`,
    broadcaster_id: broadcaster.id,
    broadcaster_name: broadcaster.display_name,
    creator_id: maker.id,
    creator_name: maker.display_name,
    game_id: channel?.game_id ?? '',
    language: channel?.broadcaster_language ?? 'en',
    view_count: 0,
    created_at: timestamp(world.now()),
    thumbnail_url: world.image(`clip/${id}-480x272.svg`),
    is_featured: false,
  }
  pending.clips.push({ clip, from: world.now() + work })
  return one({ id, edit_url: `https://clips.twitch.tv/${id}/edit` }, 202)
}

function checkEditor(world: World, editorId: string | undefined, broadcaster: Person): Person {
  const editor = usersOf(world).byId(editorId ?? '')
  if (!editor) return refuse(400, 'The ID in editor_id is not valid.')
  if (!edits(world, editor.id, broadcaster.id)) refuse(403, 'The user is not an editor for the specified broadcaster.')
  return editor
}

/** What is listed in place of `clips`: those that are being made appear among the others once they are finished. */
export const createdClips: Family = [
  ...clips.map(({ spec, run }): Family[number] => ({
    spec,
    run: call => {
      publish(call.world)
      return run(call)
    },
  })),
  route(createClip, ({ world, params, broadcaster, user }) => {
    if (!liveStreamsOf(world).has(broadcaster.id)) refuse(404, 'Clipping is not possible for an offline channel.')
    const title = params.title ?? channelOf(world, broadcaster.id)?.title ?? ''
    // The recording is linked some minutes later.
    return begin(world, broadcaster, user, { title, duration: params.duration ?? 30, video_id: '', vod_offset: null })
  }),
  route(createClipFromVod, ({ world, params, broadcaster }) => {
    const { editor_id, vod_id, vod_offset, duration = 30, title } = params
    const editor = checkEditor(world, editor_id, broadcaster)
    if (!videosOf(world, broadcaster.id).some(({ id }) => id === vod_id)) refuse(404, 'The VOD is not found.')
    return begin(world, broadcaster, editor, { title, duration, video_id: vod_id, vod_offset: vod_offset - duration })
  }),
  route(getClipsDownloads, ({ world, params, broadcaster }) => {
    checkEditor(world, params.editor_id, broadcaster)
    publish(world)
    const ids = [...new Set(many(params.clip_id))]
    const known = clipsOf(world, broadcaster.id)
    if (ids.some(id => !known.some(clip => clip.id === id))) refuse(400, 'The ID in clip_id is not valid.')
    const address = (id: string, form: string) => `https://production.assets.clips.twitchcdn.invalid/${id}/${form}.mp4`
    return data(
      ids.map(id => ({
        clip_id: id,
        landscape_download_url: hash(id) % 7 ? address(id, 'landscape') : null,
        portrait_download_url: hash(id) % 3 ? null : address(id, 'portrait'),
      })),
    )
  }),
]
