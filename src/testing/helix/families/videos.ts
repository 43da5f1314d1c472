import { deleteVideos } from '../../../endpoints/videos/deleteVideos.ts'
import { getVideosByCategoryId } from '../../../endpoints/videos/getVideosByCategoryId.ts'
import { getVideosById } from '../../../endpoints/videos/getVideosById.ts'
import { getVideosByUserId } from '../../../endpoints/videos/getVideosByUserId.ts'
import type { Video } from '../../../endpoints/videos/video.ts'
import type { VideoFilters } from '../../../endpoints/videos/videoFilters.ts'
import { categoriesOf } from '../../world/categories.ts'
import { channelOf } from '../../world/channels.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { usersOf } from '../../world/users.ts'
import { videosOf } from '../../world/videos.ts'
import { day, hour, timestamp, type World } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { data } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const periods: Readonly<Record<string, number>> = { day, week: 7 * day, month: 31 * day }

/** The videos that the filters let through, in the order asked for. */
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

export const videos: Family = [
  route(getVideosById, ({ world, params }) => {
    const rows = [...new Set(many(params.id))].map(id => {
      // The id says whose it is.
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
