import { abortable } from './abortable.ts'

/** How many requests are under way at once where Twitch's headers, which tell what is left, cannot be read. */
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
  /** Says that the request is over. After `refuse` it changes nothing. */
  readonly leave: () => void
}

/** The state of Twitch's rate limit, which all requests of a client share. */
export interface RateLimit {
  readonly openTurn: () => Turn
  /** Says that the headers can be read, so that no request need be held back before one is refused. */
  readonly setReadable: () => void
}

interface Waiting {
  readonly order: number
  admit: () => void
}

/**
 * After a refusal, requests wait; then they go out one, two, four … at a time, in the order of their calls, as long as
 * none is refused. So few are sent in vain, though nothing tells how much is left of the limit.
 */
export function createRateLimit(): RateLimit {
  const waiting: Waiting[] = []
  let turns = 0
  let underWay = 0
  /** How many may be under way: 50, or fewer after a refusal. */
  let most = mostAtOnce
  /** Up to how many this doubles after a refusal: half of what was too many. Beyond, it grows one by one. */
  let ceiling = mostAtOnce
  /** Refusals in a row; those of requests that were under way together count as one. */
  let refusals = 0
  let refusedAt = 0
  /** Changes with each refusal, so that answers to earlier requests are told from later ones. */
  let phase = 0
  let answers = 0
  let opensAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const isOpen = () => {
    // A clock that was set back is not waited for.
    opensAt = Math.min(opensAt, Date.now() + longestWait)
    return opensAt <= Date.now() && underWay < most
  }
  const admit = () => {
    for (; waiting.length && isOpen(); underWay++) waiting.shift()?.admit()
    clearTimeout(timer)
    if (waiting.length && opensAt > Date.now()) timer = setTimeout(admit, opensAt - Date.now())
  }
  const wait = async (order: number, signal: AbortSignal | undefined) => {
    const entry: Waiting = { order, admit: () => {} }
    const admitted = new Promise<void>(resolve => {
      entry.admit = resolve
    })
    const next = waiting.findIndex(other => other.order > order)
    waiting.splice(next < 0 ? waiting.length : next, 0, entry)
    admit()
    await abortable(admitted, signal).catch(reason => {
      const place = waiting.indexOf(entry)
      if (place < 0) underWay--
      else waiting.splice(place, 1)
      admit()
      throw reason
    })
  }

  return {
    setReadable: () => {
      most = Infinity
      admit()
    },
    openTurn: () => {
      const order = turns++
      let begunIn = 0
      let isUnderWay = false
      const end = () => {
        isUnderWay = false
        underWay--
      }
      return {
        enter: async signal => {
          signal?.throwIfAborted()
          if (!waiting.length && isOpen()) underWay++
          else await wait(order, signal)
          isUnderWay = true
          begunIn = phase
        },
        refuse: resetAt => {
          end()
          const now = Date.now()
          if (begunIn === phase) {
            refusals = now - refusedAt > longestWait ? 1 : refusals + 1
            refusedAt = now
            phase++
            answers = 0
            if (most < Infinity) {
              ceiling = Math.ceil((refusals === 1 ? mostAtOnce : ceiling) / 2)
              most = 1
            }
            // The bucket fills within a minute: from two seconds on the wait doubles, up to 16 seconds.
            if (resetAt <= now) opensAt = now + 2 ** Math.min(refusals, 4) * (800 + Math.random() * 400)
          }
          opensAt = Math.min(Math.max(opensAt, resetAt), now + longestWait)
          admit()
          return Math.max(opensAt, now)
        },
        leave: () => {
          if (!isUnderWay) return
          end()
          if (begunIn === phase && most < mostAtOnce && ++answers >= most) {
            answers = 0
            most = most < ceiling ? Math.min(most * 2, ceiling) : most + 1
          }
          admit()
        },
      }
    },
  }
}
