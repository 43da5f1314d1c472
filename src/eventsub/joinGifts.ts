/** The milliseconds in which the subscriptions of a community gift come. */
const giftTime = 5000

/**
 * Joins community gifts and their subscriptions, which are notifications of their own. `join` adds a subscription to its
 * community gift; `show` shows one whose community gift did not come in time.
 */
export const joinGifts = <Item>(join: (gift: Item, part: Item) => void, show: (part: Item) => void) => {
  /** The community gifts whose subscriptions are still coming, and subscriptions whose community gift is, by its id. */
  const open = new Map<string, Item>()
  const strays = new Map<string, Item[]>()
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const later = (run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, giftTime)
    timers.add(timer)
  }
  const forget = () => {
    for (const timer of timers) clearTimeout(timer)
    for (const known of [open, strays, timers]) known.clear()
  }

  return {
    /** Returns whether the event is part of a community gift, so that it is not shown by itself. */
    take: (item: Item, event: unknown): boolean => {
      const { community_sub_gift: gift, sub_gift: part } = Object(event)
      const id: string | undefined = gift?.id ?? part?.community_gift_id
      if (!id) return false
      const waiting = strays.get(id) ?? []
      const known = open.get(id)
      if (gift) {
        strays.delete(id)
        for (const stray of waiting) join(item, stray)
        open.set(id, item)
        later(() => open.delete(id))
        return false
      }
      if (known) {
        join(known, item)
        return true
      }
      strays.set(id, [...waiting, item])
      later(() => {
        const left = strays.get(id) ?? []
        if (!left.includes(item)) return
        const others = left.filter(stray => stray !== item)
        strays.set(id, others)
        if (!others.length) strays.delete(id)
        show(item)
      })
      return true
    },
    /** All that is open or waits. */
    waiting: (): Item[] => [...open.values(), ...[...strays.values()].flat()],
    /** Forgets all of it. */
    forget,
  }
}

/** The name of who gets the subscription of a notification. */
export const recipientOf = (event: unknown): string => Object(event).sub_gift?.recipient_user_name ?? ''
