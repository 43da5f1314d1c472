import { object, string } from '../../schema/object.ts'

/** The days that a report covers. */
export interface DateRange {
  /** In RFC 3339. */
  started_at: string
  /** In RFC 3339. */
  ended_at: string
}

export const dateRange = object<DateRange>({ started_at: string, ended_at: string })
