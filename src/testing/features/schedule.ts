import { createChannelStreamScheduleSegment } from '../../endpoints/schedule/createChannelStreamScheduleSegment.ts'
import { deleteChannelStreamScheduleSegment } from '../../endpoints/schedule/deleteChannelStreamScheduleSegment.ts'
import { getChannelICalendar } from '../../endpoints/schedule/getChannelICalendar.ts'
import { getChannelStreamSchedule } from '../../endpoints/schedule/getChannelStreamSchedule.ts'
import type { Schedule } from '../../endpoints/schedule/schedule.ts'
import type { ScheduleCategory, ScheduleSegment, ScheduleVacation } from '../../endpoints/schedule/scheduleSegment.ts'
import { updateChannelStreamSchedule } from '../../endpoints/schedule/updateChannelStreamSchedule.ts'
import { updateChannelStreamScheduleSegment } from '../../endpoints/schedule/updateChannelStreamScheduleSegment.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent, object, text } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { categoriesOf } from '../world/categories.ts'
import { freshId } from '../world/freshId.ts'
import { between, hash, uuid } from '../world/random.ts'
import { asBroadcaster, channelCount, type Person, usersOf } from '../world/users.ts'
import { day, hour, minute, perChannel, timestamp, type World } from '../world/world.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'

/** The number of weeks of a series that are listed. */
const weeks = 10

/** Ids are opaque to callers. Ids of one series have the same word. */
const segmentId = (series: string, start: number, week: number): string =>
  btoa(JSON.stringify({ segmentID: series, isoYear: new Date(start).getUTCFullYear(), isoWeek: week }))

const seriesOf = ({ id }: ScheduleSegment): string => /"segmentID":"([^"]+)"/.exec(atob(id))?.[1] ?? id

function checkTimeZone(timeZone: string | undefined): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    refuse(400, 'The value in the timezone field is not valid.')
  }
}

function categoryOf(world: World, id: string): ScheduleCategory {
  const found = categoriesOf(world).byId(id)
  if (!found) return refuse(400, 'The ID in the category_id field is not valid.')
  return { id: found.id, name: found.name }
}

const endAfter = (start: number, minutes: number) => timestamp(start + minutes * minute)

const sortSegments = (segments: ScheduleSegment[]) =>
  segments.sort((a, b) => Date.parse(a.start_time) - Date.parse(b.start_time))

/** The whole schedule with the one segment that changed. */
const written = (world: World, broadcaster: Person, segment: ScheduleSegment): Schedule => ({
  segments: [segment],
  ...asBroadcaster(broadcaster),
  vacation: planOf(world, broadcaster.id).vacation,
})

/** A channel has one broadcast at a time. */
function checkOverlap(others: readonly ScheduleSegment[], planned: readonly ScheduleSegment[]): void {
  const overlaps = (a: ScheduleSegment, b: ScheduleSegment) => a.start_time < b.end_time && b.start_time < a.end_time
  if (planned.some(one => others.some(other => overlaps(one, other)))) {
    refuse(400, 'Segment cannot create overlapping segment')
  }
}

/** The schedule of a channel. */
interface Plan {
  /** In the order of their start. */
  segments: ScheduleSegment[]
  vacation: ScheduleVacation | null
}

/** The planned broadcasts of a channel; some channels have none. May be changed. */
const planOf: (world: World, channelId: string) => Plan = perChannel((world, channelId) => {
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

export const schedule: Feature = [
  route(getChannelStreamSchedule, ({ world, params, broadcaster, now, slice }) => {
    const { segments, vacation } = planOf(world, broadcaster.id)
    if (!segments.length) refuse(404, 'segments were not found')
    const from = timestamp(params.start_time === undefined ? now() : Date.parse(params.start_time))
    const ids = many(params.id)
    const found = segments.filter(({ id, end_time }) => (ids ? ids.includes(id) : end_time > from))
    // A full last page has a cursor, and the page after it has null.
    const length = params.first ?? 20
    const { rows, pagination } = slice(found, { last: found.length % length === 0 ? 'cursor' : 'empty' })
    return {
      status: 200,
      body: { data: { segments: rows.length ? rows : null, ...asBroadcaster(broadcaster), vacation }, pagination },
    }
  }),
  route(getChannelICalendar, ({ world, broadcaster }) => {
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
  route(updateChannelStreamSchedule, ({ world, params, broadcaster }) => {
    const plan = planOf(world, broadcaster.id)
    if (!plan.segments.length) refuse(404, "The broadcaster's schedule was not found.")
    const { is_vacation_enabled, vacation_start_time, vacation_end_time, timezone } = params
    checkTimeZone(timezone)
    if (is_vacation_enabled === false) plan.vacation = null
    else if (is_vacation_enabled && vacation_start_time && vacation_end_time) {
      plan.vacation = {
        start_time: timestamp(Date.parse(vacation_start_time)),
        end_time: timestamp(Date.parse(vacation_end_time)),
      }
    }
    return noContent
  }),
  route(createChannelStreamScheduleSegment, ({ world, params, broadcaster }) => {
    const { start_time, timezone, duration, is_recurring = false, category_id, title = '' } = params
    checkTimeZone(timezone)
    if (!is_recurring && !broadcaster.broadcaster_type) {
      refuse(403, 'single segment creation not authorized')
    }
    const category = category_id === undefined ? null : categoryOf(world, category_id)
    const { segments } = planOf(world, broadcaster.id)
    const series = freshId(world, 'segment')
    const made = Array.from({ length: is_recurring ? weeks : 1 }, (_, week): ScheduleSegment => {
      const start = Date.parse(start_time) + week * 7 * day
      return {
        id: segmentId(series, start, week),
        start_time: timestamp(start),
        end_time: endAfter(start, Number(duration)),
        title,
        canceled_until: null,
        category,
        is_recurring,
      }
    })
    const [first] = made
    if (!first) return refuse(500)
    checkOverlap(segments, made)
    segments.push(...made)
    sortSegments(segments)
    return object(written(world, broadcaster, first))
  }),
  route(updateChannelStreamScheduleSegment, ({ world, params, broadcaster, now }) => {
    const { segments } = planOf(world, broadcaster.id)
    const named = segments.find(({ id }) => id === params.id)
    if (!named) return refuse(404, 'The specified broadcast segment was not found.')
    const { start_time, duration, category_id, title, is_canceled, timezone } = params
    checkTimeZone(timezone)
    if (start_time !== undefined && named.is_recurring) {
      refuse(400, "FirstOccurrenceDate can't set FirstOccurrenceDate on recurring segments")
    }
    const category = category_id === undefined ? undefined : categoryOf(world, category_id)
    const series = segments.filter(segment => seriesOf(segment) === seriesOf(named))
    const moved = series.map((segment): ScheduleSegment => {
      const start = Date.parse(start_time ?? segment.start_time)
      const minutes = duration ?? (Date.parse(segment.end_time) - Date.parse(segment.start_time)) / minute
      return { ...segment, start_time: timestamp(start), end_time: endAfter(start, Number(minutes)) }
    })
    if (start_time !== undefined || duration !== undefined) {
      checkOverlap(
        segments.filter(segment => !series.includes(segment)),
        moved,
      )
    }
    for (const [index, segment] of series.entries()) {
      segment.start_time = moved[index]?.start_time ?? segment.start_time
      segment.end_time = moved[index]?.end_time ?? segment.end_time
      segment.title = title ?? segment.title
      segment.category = category ?? segment.category
      if (segment.canceled_until !== null) segment.canceled_until = segment.end_time
    }
    // Cancelling in a series always means the next broadcast.
    const next = series.find(({ end_time }) => Date.parse(end_time) > now()) ?? named
    if (is_canceled !== undefined) next.canceled_until = is_canceled ? next.end_time : null
    sortSegments(segments)
    return object(written(world, broadcaster, is_canceled === undefined ? named : next))
  }),
  route(deleteChannelStreamScheduleSegment, ({ world, params, broadcaster }) => {
    const plan = planOf(world, broadcaster.id)
    const named = plan.segments.find(({ id }) => id === params.id)
    if (!named) return refuse(400, 'The ID in the id query parameter is not valid.')
    plan.segments = plan.segments.filter(segment => seriesOf(segment) !== seriesOf(named))
    return noContent
  }),
]
