import type { Token } from '../tokens.ts'

/** Requests per minute: of one user or application, and of one viewer of an extension. */
const perMinute = 800
const perMinuteOfViewer = 30

interface Bucket {
  points: number
  /** The time of `points`, in milliseconds since 1970. */
  at: number
}

/** The effect of a request on its bucket. */
export interface Spent {
  readonly isOver: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** The buckets of one fake, which fill up steadily. */
export function createRateLimit(now: () => number): (token: Token) => Spent {
  const buckets = new Map<string, Bucket>()
  return ({ kind, clientId, userId, token }) => {
    const size = kind === 'extension' ? perMinuteOfViewer : perMinute
    const key = kind === 'extension' ? token : `${clientId} ${userId}`
    const perMs = size / 60_000
    const bucket = buckets.get(key) ?? { points: size, at: now() }
    buckets.set(key, bucket)
    bucket.points = Math.min(size, bucket.points + (now() - bucket.at) * perMs)
    bucket.at = now()
    const isOver = bucket.points < 1
    if (!isOver) bucket.points--
    const fullAt = now() + (size - bucket.points) / perMs
    return {
      isOver,
      headers: {
        'ratelimit-limit': `${size}`,
        'ratelimit-remaining': `${Math.floor(bucket.points)}`,
        'ratelimit-reset': `${Math.ceil(fullAt / 1000)}`,
      },
    }
  }
}
