import type { Params } from '../facts/library.ts'

const minute = 60_000

/** The channel that events of the build are about. */
const told = '1001'

/** An event of the build as if it happened now, in the channel of an account. */
export function eventNow(event: Params, account: string, now: number = Date.now()): Params {
  const moved = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(entry => moved(key, entry))
    if (typeof value === 'object' && value !== null) return fields(Object(value))
    if (/(^|_)(ends|locks|expires)_at$/.test(key) && typeof value === 'string') {
      return `${new Date(now + minute).toISOString().slice(0, 19)}Z`
    }
    return value === told && /_id$/.test(key) ? account : value
  }
  const fields = (record: Params): Params =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, moved(key, value)]))
  return fields(event)
}
