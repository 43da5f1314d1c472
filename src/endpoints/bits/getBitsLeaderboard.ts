import { type Endpoint, envelope } from '../../endpoint.ts'
import { array, number, object, optional, string } from '../../schema/object.ts'
import { choice, id, integer, time } from '../../schema/parameters.ts'
import { type DateRange, dateRange } from '../analytics/dateRange.ts'

export interface GetBitsLeaderboardParams {
  /** 1 to 100 users. @defaultValue `10` */
  count?: number | undefined
  /** The period to count, in Pacific time. All values but `all` require `started_at`. @defaultValue `'all'` */
  period?: 'day' | 'week' | 'month' | 'year' | 'all' | undefined
  /**
   * A time within the `period`, in RFC 3339. Twitch converts it to Pacific time: `2026-01-01T00:00:00Z` is in December.
   */
  started_at?: string | undefined
  /** Returns this user instead of the top; with a `count` above 1, also the users ranked next to them. */
  user_id?: string | undefined
}

/** A place on the leaderboard. */
export interface BitsLeader {
  user_id: string
  user_login: string
  user_name: string
  /** 1 is the first place. */
  rank: number
  /** How many Bits they cheered. */
  score: number
}

/** Who cheered the most Bits. */
export interface BitsLeaderboard {
  /** Sorted by rank. */
  data: BitsLeader[]
  /** The period that was counted. Both are `''` without `started_at` or if the period is `all`. */
  date_range: DateRange
  /** How many users are in `data`. */
  total: number
}

/**
 * Returns the users who cheered the most Bits in your channel. Twitch offers no way to read another channel's
 * leaderboard.
 *
 * Takes a user token with the scope `bits:read`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/bits#get-bits-leaderboard
 * @example
 * ```ts
 * import { type HelixClient, getBitsLeaderboard } from 'tinyhelix'
 *
 * async function topOfTheMonth(client: HelixClient) {
 *   const now = new Date().toISOString()
 *   const { data } = await getBitsLeaderboard(client, { period: 'month', started_at: now, count: 3 })
 *   return data.map(({ user_name, score }) => `${user_name}: ${score}`)
 * }
 * ```
 */
export const getBitsLeaderboard: Endpoint<GetBitsLeaderboardParams, BitsLeaderboard> = envelope({
  path: '/bits/leaderboard',
  scopes: ['bits:read'],
  params: {
    count: optional(integer(1, 100)),
    period: optional(choice('day', 'week', 'month', 'year', 'all')),
    started_at: optional(time),
    user_id: optional(id),
  },
  rules: [
    {
      keys: ['period', 'started_at'],
      expected: 'given together, unless period is all',
      test: ({ period, started_at }) => period === 'all' || (period === undefined) === (started_at === undefined),
    },
  ],
  item: object<BitsLeaderboard>({
    data: array(
      object<BitsLeader>({ user_id: string, user_login: string, user_name: string, rank: number, score: number }),
    ),
    date_range: dateRange,
    total: number,
  }),
  staleTime: 60_000,
})
