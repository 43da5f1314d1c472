import { lookEvery, now } from '../clock.ts'
import { abortable } from './abortable.ts'

/**
 * The maximum number of parallel requests. Browsers cannot read the headers that tell how many requests Twitch accepts.
 */
const maxAtOnce = 50

/** The maximum wait: Twitch's bucket is full again after a minute. */
const maxWait = 65_000

/** The position of one call in the order of all calls of a client. */
export interface Turn {
  /** Waits until one more request may be sent. */
  readonly enter: (signal: AbortSignal | undefined) => Promise<void>
  /**
   * Reports that Twitch's limit refused the request, and until when, in milliseconds since 1970, if that is known.
   * Returns when the next request is sent.
   */
  readonly refuse: (resetAt: number) => number
  /** Reports that the request has ended, or was aborted while it waited. After `refuse` it has no effect. */
  readonly leave: () => void
}

/**
 * Creates the state of Twitch's rate limit, which all requests of a client share. Returns a function that creates a
 * call's turn. After a refusal all requests wait. Then one, two, four … requests are sent at a time, in the order of
 * their calls, until Twitch refuses one again.
 */
export function createRateLimit(): () => Turn {
  /** The callbacks of waiting calls, in the order of their positions. */
  let waiting = new Map<number, () => void>()
  let turns = 0
  let underWay = 0
  /** The maximum number of parallel requests: 50, or fewer after a refusal. */
  let most = maxAtOnce
  /** The number of consecutive refusals. Refusals of parallel requests count as one. */
  let refusals = 0
  let refusedAt = 0
  /** It grows with each refusal. It distinguishes answers to earlier requests from later ones. */
  let phase = 1
  /** The number of answers since the last refusal, or since `most` grew. */
  let answers = 0
  let opensAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const admit = () => {
    if (timer) clearTimeout(timer)
    for (const [, go] of waiting) {
      const left = opensAt - now()
      if (left > 0) timer = setTimeout(admit, Math.min(left, lookEvery))
      if (left > 0 || underWay >= most) break
      go()
    }
  }

  return () => {
    const order = turns++
    /** The phase in which its request was sent; 0 if it has no request. */
    let sentIn = 0
    let hasEntered = false
    const leave = () => {
      waiting.delete(order)
      if (sentIn) underWay--
      sentIn = 0
      admit()
    }
    return {
      enter: signal => {
        const admitted = new Promise<void>(resolve => {
          waiting.set(order, () => {
            waiting.delete(order)
            underWay++
            sentIn = phase
            hasEntered = true
            resolve()
          })
        })
        // A call that is repeated keeps its place.
        if (hasEntered) waiting = new Map([...waiting].sort(([a], [b]) => a - b))
        admit()
        return abortable(admitted, signal)
      },
      refuse: resetAt => {
        const time = now()
        if (sentIn === phase) {
          phase++
          refusals = time - refusedAt > maxWait ? 1 : refusals + 1
          refusedAt = time
          answers = 0
          most = 1
          // The bucket fills within a minute. The wait begins at two seconds and doubles up to 16 seconds.
          opensAt = time + 2 ** Math.min(refusals, 4) * (800 + Math.random() * 400)
        }
        // If Twitch told the time, requests wait at least until then.
        const left = Math.max(opensAt - time, Math.min(resetAt - Date.now(), maxWait))
        opensAt = time + left
        leave()
        return Date.now() + left
      },
      leave: () => {
        if (sentIn === phase && most < maxAtOnce && ++answers >= most) {
          answers = 0
          // It doubles up to a quarter, a sixteenth, … of the number that was too high, and then grows one by one.
          most = Math.min(most * 2, Math.max(most + 1, maxAtOnce / 4 ** refusals), maxAtOnce)
        }
        leave()
      },
    }
  }
}
