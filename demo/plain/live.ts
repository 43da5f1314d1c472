import { createEventSub, type EventSubscriptionHandle, shareTabs } from 'tinyhelix/eventsub'
import { client } from './twitch.ts'

// #region how it is done
/** What happens at Twitch, over one socket for all tabs. Without it the page shows what it has read. */
export const events = createEventSub(client, { tabs: shareTabs(), onError: () => {} })

/** Ends subscriptions when a place is left. */
export function until(signal: AbortSignal, ...handles: readonly EventSubscriptionHandle[]): void {
  for (const { close } of handles) signal.addEventListener('abort', close)
}
// #endregion
