import { boolean, nullable, object, string } from '../../schema/object.ts'

/** A planned broadcast. */
export interface ScheduleSegment {
  id: string
  /** In RFC 3339. */
  start_time: string
  /** In RFC 3339. */
  end_time: string
  title: string
  /** Equal to `end_time` if this broadcast of a series is canceled; otherwise `null`. */
  canceled_until: string | null
  /** `null` if none is planned. */
  category: ScheduleCategory | null
  /** Whether it repeats each week. */
  is_recurring: boolean
}

/** The category of a planned broadcast. */
export interface ScheduleCategory {
  id: string
  name: string
}

/** When a channel does not stream. */
export interface ScheduleVacation {
  /** In RFC 3339. */
  start_time: string
  /** In RFC 3339. */
  end_time: string
}

export const scheduleSegment = object<ScheduleSegment>({
  id: string,
  start_time: string,
  end_time: string,
  title: string,
  canceled_until: nullable(string),
  category: nullable(object<ScheduleCategory>({ id: string, name: string })),
  is_recurring: boolean,
})

export const scheduleVacation = object<ScheduleVacation>({ start_time: string, end_time: string })
