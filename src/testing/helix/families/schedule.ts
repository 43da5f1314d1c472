import { getChannelICalendar } from '../../../endpoints/schedule/getChannelICalendar.ts'
import { getChannelStreamSchedule } from '../../../endpoints/schedule/getChannelStreamSchedule.ts'
import { planOf } from '../../world/schedule.ts'
import { asBroadcaster } from '../../world/users.ts'
import { minute, timestamp } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { text } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const stamp = (time: string) => time.replace(/[-:]/g, '')

export const schedule: Family = [
  route(getChannelStreamSchedule, ({ world, params, broadcaster, now, slice }) => {
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
]
