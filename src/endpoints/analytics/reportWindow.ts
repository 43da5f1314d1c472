import type { PageParams } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, time } from '../../schema/parameters.ts'
import type { Rule } from '../../spec.ts'

/** Selects the reports and the days that they cover. */
export interface ReportParams extends PageParams {
  /** Returns only reports of this type: there is no other. */
  type?: 'overview_v2' | undefined
  /** The first day, at midnight UTC, in RFC 3339. Requires `ended_at`. */
  started_at?: string | undefined
  /** The last day of the report, in the same format. Requires `started_at`. Data is available one or two days later. */
  ended_at?: string | undefined
}

export const reportParams = {
  type: optional(choice('overview_v2')),
  started_at: optional(time),
  ended_at: optional(time),
}

export const reportRules: readonly Rule<'started_at' | 'ended_at'>[] = [
  {
    keys: ['started_at', 'ended_at'],
    expected: 'given together, in order of time',
    test: ({ started_at, ended_at }) =>
      (started_at ?? ended_at) === undefined || Date.parse(`${started_at}`) <= Date.parse(`${ended_at}`),
  },
]
