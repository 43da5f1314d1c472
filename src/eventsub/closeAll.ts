import type { EventSub, EventSubscriptionHandle } from './createEventSub.ts'

/**
 * Returns a function that closes all of these subscriptions. Until then, it calls `forget` when the user changes,
 * because the events belong to the previous user.
 */
export const closeAll = (
  events: EventSub,
  handles: readonly EventSubscriptionHandle[],
  forget: () => void,
): (() => void) => {
  let known: string | null = null
  const end = events.subscribe(({ userId }) => {
    if (userId !== known) forget()
    known = userId
  })
  return () => {
    end()
    for (const { close } of handles) close()
  }
}
