import { getChannelICalendar } from '../../endpoints/schedule/getChannelICalendar.ts'
import { getChannelStreamSchedule } from '../../endpoints/schedule/getChannelStreamSchedule.ts'
import type { ScheduleSegment, ScheduleVacation } from '../../endpoints/schedule/scheduleSegment.ts'
import { categoriesOf } from '../world/categories.ts'
import { channelOf } from '../world/channels.ts'
import { between, hash, uuid } from '../world/random.ts'
import { asBroadcaster, channelCount, usersOf } from '../world/users.ts'
import { day, hour, minute, perChannel, timestamp, type World } from '../world/world.ts'
import { text } from './answer.ts'
import { refuse } from './refusal.ts'
import { answer, type Family, many } from './route.ts'

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

const stamp = (time: string) => time.replace(/[-:]/g, '')

export const schedule: Family = [
  answer(getChannelStreamSchedule, ({ world, params, broadcaster, now, slice }) => {
    const { segments, vacation } = planOf(world, broadcaster.id)
    if (!segments.length) refuse(404, 'segments were not found')
    const from = timestamp(params.start_time === undefined ? now() : Date.parse(params.start_time))
    const ids = many(params.id)
    const found = segments.filter(({ id, end_time }) => (ids ? ids.includes(id) : end_time > from))
    // A page that is filled to the brim has a cursor though it is the last, and null follows it.
    const length = params.first ?? 20
    const { rows, pagination } = slice(found, { last: found.length % length === 0 ? 'cursor' : 'empty' })
    return {
      status: 200,
      body: { data: { segments: rows.length ? rows : null, ...asBroadcaster(broadcaster), vacation }, pagination },
    }
  }),
  answer(getChannelICalendar, ({ world, broadcaster }) => {
    const { segments } = planOf(world, broadcaster.id)
    const events = segments.map(({ id, start_time, end_time, title, category }) => [
      'BEGIN:VEVENT',
      `UID:${id.slice(0, 40)}`,
      `DTSTAMP:${stamp(timestamp(world.begun - minute))}`,
      `DTSTART:${stamp(start_time)}`,
      `DTEND:${stamp(end_time)}`,
      `SUMMARY:${title}`,
      `DESCRIPTION:${category?.name ?? ''}.`,
      `CATEGORIES:${category?.name ?? ''}`,
      'END:VEVENT',
    ])
    const lines = [
      'BEGIN:VCALENDAR',
      'PRODID:-//twitch.tv//StreamSchedule//1.0',
      'VERSION:2.0',
      'CALSCALE:GREGORIAN',
      `NAME:${broadcaster.display_name}`,
      ...events.flat(),
      'END:VCALENDAR',
    ]
    return text(`${lines.join('\r\n')}\r\n`, 'text/calendar')
  }),
]
