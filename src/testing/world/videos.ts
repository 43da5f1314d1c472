import type { Video } from '../../endpoints/videos/video.ts'
import { channelOf } from './channels.ts'
import { languages } from './languages.ts'
import { liveStreamsOf } from './liveStreams.ts'
import { between, type Filled, hash, pick } from './random.ts'
import { asUser, channelCount, usersOf } from './users.ts'
import { day, minute, perChannel, timestamp, type World } from './world.ts'

const types: Filled<string> = ['archive', 'archive', 'highlight', 'archive', 'upload']

const durationText = (seconds: number) => {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds % 60}s`
}

/** A channel's videos, the newest first; the recording of a running stream is among them. May be changed. */
export const videosOf: (world: World, userId: string) => Video[] = perChannel((world, userId) => {
  const { seed, begun, image } = world
  const person = usersOf(world).byId(userId)
  if (!person || person.index >= channelCount) return []
  const language = channelOf(world, userId)?.broadcaster_language ?? 'en'
  const titles = languages.find(({ code }) => code === language)?.titles ?? languages[0].titles
  const live = liveStreamsOf(world).get(userId)
  const count = person.index === 0 ? 64 : between(0, 30, seed, 'videos', userId)
  const rows = Array.from({ length: count }, (_, index): Video => {
    const number = hash(seed, 'video', userId, index)
    const running = index === 0 ? live : undefined
    const type = running ? 'archive' : pick(types, number)
    const created = running?.startedAt ?? begun - (index * 5 + 1) * day - (number % 1440) * minute
    const seconds = running ? Math.floor((begun - created) / 1000) : between(40, 6 * 3600, 'length', number)
    // The owner stands in the id, so that a video is found by its id alone.
    const id = `20${userId.padStart(6, '0')}${`${index}`.padStart(3, '0')}`
    return {
      id,
      stream_id:
        running?.id ?? (type === 'archive' ? `3${between(1_000_000_000, 1_999_999_999, 'past stream', number)}` : null),
      ...asUser(person),
      title: pick(titles, number >>> 5),
      description: '',
      created_at: timestamp(created),
      published_at: timestamp(created),
      url: `https://www.twitch.tv/videos/${id}`,
      // There is no picture while a stream is still being recorded.
      thumbnail_url: running ? '' : image(`video/${id}-%{width}x%{height}.svg`),
      viewable: 'public',
      view_count: between(3, 20_000, 'views', number),
      language,
      type,
      duration: durationText(seconds),
      muted_segments:
        number % 6 === 0 ? [{ duration: 180, offset: between(0, Math.max(0, seconds - 180), 'muted', number) }] : null,
    }
  })
  return rows.sort((a, b) => (a.created_at < b.created_at ? 1 : -1))
})
