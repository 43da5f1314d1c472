import { deleteVideos } from '../../endpoints/videos/deleteVideos.ts'
import { getVideosByCategoryId } from '../../endpoints/videos/getVideosByCategoryId.ts'
import { getVideosById } from '../../endpoints/videos/getVideosById.ts'
import { getVideosByUserId } from '../../endpoints/videos/getVideosByUserId.ts'
import type { Video } from '../../endpoints/videos/video.ts'
import type { VideoFilters } from '../../endpoints/videos/videoFilters.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { categoriesOf } from '../world/categories.ts'
import { languages } from '../world/languages.ts'
import { between, type Filled, hash, pick } from '../world/random.ts'
import { asUser, channelCount, usersOf } from '../world/users.ts'
import { day, hour, minute, perChannel, timestamp, type World } from '../world/world.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

const periods: Readonly<Record<string, number>> = { day, week: 7 * day, month: 31 * day }

/** The videos that match the filters, in the given order. */
function filtered(
  world: World,
  rows: readonly Video[],
  { language, period = 'all', sort = 'time', type = 'all' }: VideoFilters,
): Video[] {
  const since = timestamp(world.now() - (periods[period] ?? Number(world.now())))
  const found = rows.filter(
    row =>
      (!language || row.language === language) && (type === 'all' || row.type === type) && row.published_at >= since,
  )
  const newestFirst = (a: Video, b: Video) => (a.published_at < b.published_at ? 1 : -1)
  const age = (row: Video) => world.now() - Date.parse(row.published_at) + hour
  const orders = {
    time: newestFirst,
    views: (a: Video, b: Video) => b.view_count - a.view_count,
    trending: (a: Video, b: Video) => b.view_count / age(b) - a.view_count / age(a),
  }
  return found.sort(orders[sort])
}

const types: Filled<string> = ['archive', 'archive', 'highlight', 'archive', 'upload']

const durationText = (seconds: number) => {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds % 60}s`
}

/** A channel's videos, the newest first, including the recording of a live stream. May be changed. */
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
    // The id contains the owner's id, so that a video is found by its id alone.
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
      // A stream that is being recorded has no thumbnail.
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

export const videos: Feature = [
  route(getVideosById, ({ world, params }) => {
    const rows = [...new Set(many(params.id))].map(id => {
      // Reads the owner's id from the id.
      const owner = usersOf(world).byId(`${Number(id.slice(2, -3))}`)
      return owner && videosOf(world, owner.id).find(row => row.id === id)
    })
    const found = rows.filter(row => row !== undefined)
    if (!found.length) refuse(404, 'None of the videos was found.')
    return data(found, { pagination: {} })
  }),
  route(getVideosByUserId, ({ world, params, page }) =>
    page(filtered(world, videosOf(world, params.user_id), params), { last: 'cursor' }),
  ),
  route(getVideosByCategoryId, ({ world, params, page }) => {
    if (!categoriesOf(world).byId(params.game_id)) refuse(404, 'The category was not found.')
    const owners = [...liveStreamsOf(world).keys()].filter(id => channelOf(world, id)?.game_id === params.game_id)
    return page(
      filtered(
        world,
        owners.flatMap(id => videosOf(world, id)),
        params,
      ),
      { last: 'cursor' },
    )
  }),
  route(deleteVideos, ({ world, params, user }) => {
    const ids = [...new Set(many(params.id))]
    const own = videosOf(world, user.id)
    if (ids.some(id => !own.some(row => row.id === id))) refuse(401, 'The user may not delete all of these videos.')
    for (const id of ids)
      own.splice(
        own.findIndex(row => row.id === id),
        1,
      )
    return data(ids)
  }),
]
