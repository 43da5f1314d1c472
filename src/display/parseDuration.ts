import { HelixError } from '../errors.ts'

/**
 * Returns the seconds of a video's `duration`, such as `3h21m33s`.
 *
 * @example
 * ```ts
 * import { parseDuration } from 'tinyhelix'
 *
 * parseDuration('3h21m33s') // 12093
 * ```
 */
export function parseDuration(duration: string): number {
  const [match, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? []
  if (!match)
    throw new HelixError('parameter', `"${duration.slice(0, 50)}" is no duration: it must read like 3h21m33s.`)
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
}
