import type { Clip } from '../../endpoints/clips/clip.ts'
import { createClip } from '../../endpoints/clips/createClip.ts'
import { createClipFromVod } from '../../endpoints/clips/createClipFromVod.ts'
import type { CreatedClip } from '../../endpoints/clips/createdClip.ts'
import { getClipsByCategoryId } from '../../endpoints/clips/getClipsByCategoryId.ts'
import { getClipsById } from '../../endpoints/clips/getClipsById.ts'
import { getClipsByUserId } from '../../endpoints/clips/getClipsByUserId.ts'
import { getClipsDownloads } from '../../endpoints/clips/getClipsDownloads.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, type HelixResponse, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { between, type Filled, hash, letterCode, pick } from '../world/random.ts'
import { edits } from '../world/roles.ts'
import { channelCount, type Person, somePeople, usersOf } from '../world/users.ts'
import { day, hour, perChannel, perWorld, second, timestamp, type World } from '../world/world.ts'
import { bansOf } from './bans.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'
import { videosOf } from './videos.ts'

interface Pending {
  readonly clip: Clip
  /** When the clip appears, in milliseconds since 1970. */
  readonly from: number
}

/** The time that Twitch needs for a clip. */
const work = 3 * second

const pendingOf = perWorld((): { clips: Pending[]; count: number } => ({ clips: [], count: 0 }))

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

const titles: Filled<string> = [
  'did that just happen',
  'The cat presses the button',
  'perfect timing',
  'He was not ready',
  'oops',
  'Wait for it',
  'chat called it',
  'solder everywhere',
  'cleanest drop of the year',
  'she said what',
]

const keptClipsOf: (world: World, channelId: string) => Clip[] = perChannel((world, channelId) => {
  const { seed, begun, image } = world
  const person = usersOf(world).byId(channelId)
  if (!person || person.index >= channelCount) return []
  const channel = channelOf(world, channelId)
  const makers = somePeople(world, 12, channelId, 'clips')
  const recordings = videosOf(world, channelId).filter(({ type }) => type === 'archive')
  const count = person.index === 0 ? 140 : between(0, 25, seed, 'clips', channelId)
  const rows = Array.from({ length: count }, (_, index): Clip => {
    const number = hash(seed, 'clip', channelId, index)
    const maker = makers[number % (makers.length || 1)] ?? person
    const recording = index % 5 === 0 ? undefined : recordings[number % (recordings.length || 1)]
    const id = clipId(channelId, number)
    return {
      id,
      url: `https://clips.twitch.tv/${id}`,
      embed_url: `https://clips.twitch.tv/embed?clip=${id}`,
      broadcaster_id: person.id,
      broadcaster_name: person.display_name,
      creator_id: maker.id,
      creator_name: maker.display_name,
      video_id: recording?.id ?? '',
      game_id: channel?.game_id ?? '',
      language: channel?.broadcaster_language ?? 'en',
      title: pick(titles, number >>> 4),
      view_count: between(1, 4000, 'clip views', number),
      created_at: timestamp(begun - between(1, 300 * 24, 'clip', number) * hour),
      thumbnail_url: image(`clip/${id}-480x272.svg`),
      duration: between(50, 600, 'clip length', number) / 10,
      vod_offset: recording ? between(0, 3600, 'offset', number) : null,
      is_featured: number % 9 === 0,
    }
  })
  return rows.sort((a, b) => b.view_count - a.view_count)
})

/** A channel's clips that have appeared: the most viewed first, then the newest. */
function clipsOf(world: World, channelId: string): readonly Clip[] {
  const pending = pendingOf(world)
  const isDone = ({ from }: Pending) => from <= world.now()
  for (const { clip } of pending.clips.filter(isDone)) keptClipsOf(world, clip.broadcaster_id).push(clip)
  pending.clips = pending.clips.filter(entry => !isDone(entry))
  return keptClipsOf(world, channelId)
}

/** The id of a clip, which contains the channel's id. */
const clipId = (channelId: string, number: number): string =>
  `Fake${letterCode(10, 'clip', channelId, number)}-${channelId}`

/** Reads the channel's id from the id of a clip. */
const channelOfClip = (id: string): string => id.slice(id.lastIndexOf('-') + 1)

interface ClipFilters {
  readonly started_at?: string | undefined
  readonly ended_at?: string | undefined
  readonly is_featured?: boolean | undefined
}

function filtered(rows: readonly Clip[], { started_at, ended_at, is_featured }: ClipFilters): Clip[] {
  const from = started_at === undefined ? -Infinity : Date.parse(started_at)
  // Without an end the period is a week; without a start there is no period.
  const to = started_at === undefined ? Infinity : ended_at === undefined ? from + 7 * day : Date.parse(ended_at)
  return rows.filter(row => {
    const created = Date.parse(row.created_at)
    return created >= from && created <= to && (is_featured === undefined || row.is_featured === is_featured)
  })
}

export const clips: Feature = [
  route(getClipsById, ({ world, params }) => {
    const ids = new Set(many(params.id))
    const found = [...ids].map(id => clipsOf(world, channelOfClip(id)).find(row => row.id === id))
    return data(
      found.filter(row => row !== undefined),
      { pagination: {} },
    )
  }),
  route(getClipsByUserId, ({ world, params, broadcaster, page }) =>
    page(filtered(clipsOf(world, broadcaster.id), params), { last: 'cursor' }),
  ),
  route(getClipsByCategoryId, ({ world, params, page }) => {
    const channels = [...liveStreamsOf(world).keys()].filter(id => channelOf(world, id)?.game_id === params.game_id)
    const all = channels.flatMap(id => clipsOf(world, id))
    all.sort((a, b) => b.view_count - a.view_count)
    return page(filtered(all, params), { last: 'cursor' })
  }),
  route(createClip, ({ world, params, broadcaster, user }) => {
    if (!liveStreamsOf(world).has(broadcaster.id)) refuse(404, 'Clipping is not possible for an offline channel.')
    const title = params.title ?? channelOf(world, broadcaster.id)?.title ?? ''
    // The link to the recording appears some minutes later.
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
