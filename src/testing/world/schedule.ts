import type { ScheduleSegment, ScheduleVacation } from '../../endpoints/schedule/scheduleSegment.ts'
import { categoriesOf } from './categories.ts'
import { channelOf } from './channels.ts'
import { between, hash, uuid } from './random.ts'
import { channelCount, usersOf } from './users.ts'
import { day, hour, perChannel, timestamp, type World } from './world.ts'

/** A channel's plans. */
interface Plan {
  /** In order of their start. */
  segments: ScheduleSegment[]
  vacation: ScheduleVacation | null
}

/** What a channel plans to stream; some plan nothing. May be changed. */
export const planOf: (world: World, channelId: string) => Plan = perChannel((world, channelId) => {
  const { seed, begun } = world
  const channel = usersOf(world).byId(channelId)
  const number = hash(seed, 'schedule', channelId)
  if (!channel || channel.index >= channelCount || (channel.index > 0 && number % 3 === 0))
    return { segments: [], vacation: null }
  const evenings = channel.index === 0 ? [1, 3, 5] : [number % 7, (number + 3) % 7]
  const today = Math.floor(begun / day) * day
  const shown = channelOf(world, channelId)
  const category = categoriesOf(world).byId(shown?.game_id ?? '')
  const segments: ScheduleSegment[] = []
  for (let offset = 0; offset < 70; offset++) {
    const start = today + offset * day + between(16, 21, seed, channelId) * hour
    if (!evenings.includes(new Date(start).getUTCDay()) || start + 3 * hour < begun) continue
    const end_time = timestamp(start + 3 * hour)
    segments.push({
      id: btoa(
        JSON.stringify({
          segmentID: uuid(channelId, offset),
          isoYear: new Date(start).getUTCFullYear(),
          isoWeek: offset,
        }),
      ),
      start_time: timestamp(start),
      end_time,
      title: shown?.title ?? '',
      canceled_until: segments.length === 2 ? end_time : null,
      category: category ? { id: category.id, name: category.name } : null,
      is_recurring: true,
    })
  }
  return { segments, vacation: null }
})
