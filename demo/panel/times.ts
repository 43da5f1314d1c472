import type { ScheduleSegment } from 'tinyhelix'
import { format } from './words/index.ts'

const day = new Intl.DateTimeFormat(format, { weekday: 'short', day: 'numeric', month: 'short' })
const hours = new Intl.DateTimeFormat(format, { timeStyle: 'short' })

/** `Tue, 12 May` as the language writes it. */
export const dayOf = ({ start_time }: ScheduleSegment): string => day.format(new Date(start_time))

/** `6:00 – 9:00 PM` */
export const hoursOf = ({ start_time, end_time }: ScheduleSegment): string =>
  hours.formatRange(new Date(start_time), new Date(end_time))

/** How long a clip is: `0:30`. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${`${Math.floor(seconds % 60)}`.padStart(2, '0')}`
