import type { EventSub, EventSubscriptionHandle } from './createEventSub.ts'

/**
 * Calls `forget` when what subscriptions have brought is not the present user's: somebody signs out, or somebody else is
 * signed in. Returns the function that ends this, and the subscriptions with it.
 */
export const onOtherUser = (
  events: EventSub,
  handles: readonly EventSubscriptionHandle[],
  forget: () => void,
): (() => void) => {
  let known = ''
  const end = events.subscribe(({ status }) => {
    // Ids that were filled in change with the user; those of another user's are refused before the network.
    const about = handles.map(({ state }) => [state.condition, state.error?.code === 'parameter'])
    const now = JSON.stringify([status === 'signed-out', about])
    if (now !== known) forget()
    known = now
  })
  return () => {
    end()
    for (const { close } of handles) close()
  }
}
