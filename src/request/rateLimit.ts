import { abortable } from './abortable.ts'

/** How many requests are under way at once: browsers cannot read the headers that tell how many Twitch would take. */
const mostAtOnce = 50

/** No wait for Twitch's bucket is longer: it is full again after a minute. */
const longestWait = 65_000

/** One call's place in the order of all calls of a client. */
export interface Turn {
  /** Waits until one more request may go out. */
  readonly enter: (signal: AbortSignal | undefined) => Promise<void>
  /**
   * Says that Twitch's limit turned the request away, and until when, in milliseconds since 1970, where that is known.
   * Returns when the next request goes out.
   */
  readonly refuse: (resetAt: number) => number
  /** Says that the request is over, or was given up while it waited. After `refuse` it changes nothing. */
  readonly leave: () => void
}

/**
 * Makes the state of Twitch's rate limit, which all requests of a client share. Returns a function that opens a call's turn.
 * After a refusal all requests wait. Then they go out one, two, four … at a time, in the order of their calls, until Twitch
 * refuses one again.
 */
export function createRateLimit(): () => Turn {
  /** What admits a call that waits, by its place in the order of calls: an object has such keys in ascending order. */
  const waiting: Record<number, () => void> = {}
  let turns = 0
  let underWay = 0
  /** How many may be under way: 50, or fewer after a refusal. */
  let most = mostAtOnce
  /** Refusals in a row; those of requests that were under way together count as one. */
  let refusals = 0
  let refusedAt = 0
  /** Grows with each refusal, so that answers to earlier requests are told from later ones. */
  let phase = 1
  /** Answers since the last refusal, or since `most` grew. */
  let answers = 0
  let opensAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const admit = () => {
    clearTimeout(timer)
    const now = Date.now()
    // A clock that was set back is not waited for.
    opensAt = Math.min(opensAt, now + longestWait)
    for (const order in waiting) {
      if (opensAt > now) timer = setTimeout(admit, opensAt - now)
      if (opensAt > now || underWay >= most) break
      waiting[order]?.()
    }
  }

  return () => {
    const order = turns++
    /** The phase in which its request went out; 0 while none is under way. */
    let sentIn = 0
    const leave = () => {
      delete waiting[order]
      if (sentIn) underWay--
      sentIn = 0
      admit()
    }
    return {
      enter: signal => {
        const admitted = new Promise<void>(resolve => {
          waiting[order] = () => {
            delete waiting[order]
            underWay++
            sentIn = phase
            resolve()
          }
        })
        admit()
        return abortable(admitted, signal)
      },
      refuse: resetAt => {
        const now = Date.now()
        if (sentIn === phase) {
          phase++
          refusals = now - refusedAt > longestWait ? 1 : refusals + 1
          refusedAt = now
          answers = 0
          most = 1
          // The bucket fills within a minute: from two seconds on the wait doubles, up to 16 seconds.
          opensAt = now + 2 ** Math.min(refusals, 4) * (800 + Math.random() * 400)
        }
        // Where the moment is known, nothing is to be guessed.
        if (resetAt > now) opensAt = Math.min(Math.max(opensAt, resetAt), now + longestWait)
        leave()
        return opensAt
      },
      leave: () => {
        if (sentIn === phase && most < mostAtOnce && ++answers >= most) {
          answers = 0
          // Doubles up to a quarter, a sixteenth, … of what was too many, then grows one by one.
          most = Math.min(most * 2, Math.max(most + 1, mostAtOnce / 4 ** refusals), mostAtOnce)
        }
        leave()
      },
    }
  }
}
