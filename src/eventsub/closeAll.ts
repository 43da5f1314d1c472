import type { EventSub, EventSubscriptionHandle } from './createEventSub.ts'

/**
 * Gives the function that closes all of these subscriptions. Until then `forget` is called when the user changes: what the
 * subscriptions have brought is not the next one's.
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
