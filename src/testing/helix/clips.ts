import type { Clip } from '../../endpoints/clips/clip.ts'
import { getClipsByCategoryId } from '../../endpoints/clips/getClipsByCategoryId.ts'
import { getClipsById } from '../../endpoints/clips/getClipsById.ts'
import { getClipsByUserId } from '../../endpoints/clips/getClipsByUserId.ts'
import { channelOf } from '../world/channels.ts'
import { channelOfClip, clipsOf } from '../world/clips.ts'
import { liveStreamsOf } from '../world/liveStreams.ts'
import { day } from '../world/world.ts'
import { data } from './response.ts'
import { type Family, many, route } from './route.ts'

interface ClipFilters {
  readonly started_at?: string | undefined
  readonly ended_at?: string | undefined
  readonly is_featured?: boolean | undefined
}

function filtered(rows: readonly Clip[], { started_at, ended_at, is_featured }: ClipFilters): Clip[] {
  const from = started_at === undefined ? -Infinity : Date.parse(started_at)
  // Without an end the window is a week; without a start there is none.
  const to = started_at === undefined ? Infinity : ended_at === undefined ? from + 7 * day : Date.parse(ended_at)
  return rows.filter(row => {
    const created = Date.parse(row.created_at)
    return created >= from && created <= to && (is_featured === undefined || row.is_featured === is_featured)
  })
}

export const clips: Family = [
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
]
