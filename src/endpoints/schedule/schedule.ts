import { array, nullable, object, string } from '../../schema/object.ts'
import { type ParameterSchema, parameter } from '../../schema/parameters.ts'
import { type ScheduleSegment, type ScheduleVacation, scheduleSegment, scheduleVacation } from './scheduleSegment.ts'

/** A schedule with only the segment that was written. */
export interface Schedule {
  /** The one segment that was written. */
  segments: ScheduleSegment[]
  broadcaster_id: string
  broadcaster_name: string
  broadcaster_login: string
  /** `null` if there is none. */
  vacation: ScheduleVacation | null
}

export const schedule = object<Schedule>({
  segments: array(scheduleSegment),
  broadcaster_id: string,
  broadcaster_name: string,
  broadcaster_login: string,
  vacation: nullable(scheduleVacation),
})

/** Twitch expects the minutes as text. */
export const minutes: ParameterSchema<string> = parameter(
  "minutes as text, '30' to '1380'",
  value => typeof value === 'string' && /^\d+$/.test(value) && Number(value) >= 30 && Number(value) <= 1380,
)
