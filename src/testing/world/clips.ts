import type { Clip } from '../../endpoints/clips/clip.ts'
import { channelOf } from './channels.ts'
import { between, type Filled, hash, letterCode, pick } from './random.ts'
import { channelCount, somePeople, usersOf } from './users.ts'
import { videosOf } from './videos.ts'
import { hour, perChannel, timestamp, type World } from './world.ts'

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

/** A channel's clips, the most viewed first. May be changed. */
export const clipsOf: (world: World, channelId: string) => Clip[] = perChannel((world, channelId) => {
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

/** A clip's id, in which its channel stands. */
export const clipId = (channelId: string, number: number): string =>
  `Fake${letterCode(10, 'clip', channelId, number)}-${channelId}`

/** The channel that stands in a clip's id. */
export const channelOfClip = (id: string): string => id.slice(id.lastIndexOf('-') + 1)
