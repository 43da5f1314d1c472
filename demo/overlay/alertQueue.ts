import type { Happening } from './happening.ts'

/** An alert, which leaves for a moment before the next one comes. */
export interface ShownAlert {
  readonly happening: Happening
  readonly isLeaving: boolean
}

export interface AlertQueueOptions {
  /** How long an alert is shown, in milliseconds. */
  readonly timeOf: (happening: Happening) => number
  readonly show: (alert: ShownAlert | null) => void
}

export interface AlertQueue {
  readonly add: (happening: Happening) => void
  /** Ends the alert that is on. */
  readonly skip: () => void
  /** While nobody can see them, alerts wait. The one that is on begins anew. */
  readonly setActive: (isActive: boolean) => void
  readonly close: () => void
}

/** How long an alert takes to leave, in milliseconds. */
const leaving = 400

/** From this many on, alerts are shorter. */
const hurry = 5

/** From this many on, all of a type are merged. */
const crowd = 12

const shortest = 2000

/** Whether two alerts are shown as one. */
function belongTogether(one: Happening, other: Happening, isCrowded: boolean): boolean {
  if (one.type !== other.type) return false
  if (one.type === 'follow') return true
  return one.tier === other.tier && (isCrowded || (one.type === 'gift' && one.names[0] === other.names[0]))
}

function merged(one: Happening, other: Happening): Happening {
  const amount = one.type === 'follow' ? 1 : one.amount + other.amount
  if (one.type === 'gift' && one.names[0] === other.names[0]) return { ...one, amount }
  // What one of several has written would seem to be of them all.
  return { ...one, amount, names: [...one.names, ...other.names], message: '' }
}

/** Shows alerts one after another. None is lost: what waits is merged where it is much. */
export function createAlertQueue({ timeOf, show }: AlertQueueOptions): AlertQueue {
  let waiting: readonly Happening[] = []
  let current: ShownAlert | null = null
  let isActive = true
  let timer: ReturnType<typeof setTimeout> | undefined

  const set = (alert: ShownAlert | null) => {
    current = alert
    show(alert)
  }

  const next = () => {
    const [first, ...others] = isActive && !current ? waiting : []
    if (!first) return
    waiting = others
    set({ happening: first, isLeaving: false })
    const time = timeOf(first)
    timer = setTimeout(leave, waiting.length < hurry ? time : Math.min(time, Math.max(shortest, time / 2)))
  }
  const leave = () => {
    if (current) set({ ...current, isLeaving: true })
    timer = setTimeout(() => {
      set(null)
      next()
    }, leaving)
  }

  return {
    add: happening => {
      const isCrowded = waiting.length >= crowd
      const index = waiting.findIndex(other => belongTogether(other, happening, isCrowded))
      waiting =
        index < 0
          ? [...waiting, happening]
          : waiting.map((other, place) => (place === index ? merged(other, happening) : other))
      next()
    },
    skip: () => {
      clearTimeout(timer)
      if (current) leave()
    },
    setActive: active => {
      if (isActive === active) return
      isActive = active
      if (!isActive && current) {
        clearTimeout(timer)
        // One that leaves has been seen.
        if (!current.isLeaving) waiting = [current.happening, ...waiting]
        set(null)
      }
      next()
    },
    close: () => {
      clearTimeout(timer)
      waiting = []
      current = null
    },
  }
}
