// A page that listens to events, in one of several tabs.
import { createClient, userToken } from 'tinyhelix'
import { channelUpdate, createEventSub, type EventSubGap, shareTabs } from 'tinyhelix/eventsub'
import type { TabsPageConfig } from '../tabsSite.ts'

const { network, clientId, token, channels, isDeaf }: TabsPageConfig = JSON.parse(
  document.getElementById('config')?.textContent ?? '',
)

// Phones suspend a page without an event.
if (isDeaf) addEventListener('freeze', event => event.stopImmediatePropagation(), true)

const client = createClient({ auth: userToken(token, { clientId, ...network }), ...network })
const events = createEventSub(client, { tabs: shareTabs() })

/** The state that tests read. */
const page = {
  events,
  received: [] as string[],
  gaps: [] as (EventSubGap & { readonly toldAt: number })[],
  /** When everything became live, or stopped being live. */
  liveAt: 0,
}
Object.assign(globalThis, { page })
for (const broadcaster_user_id of channels) {
  events.on(channelUpdate, { broadcaster_user_id }, ({ title }) => page.received.push(title))
}
events.onGap(gap => page.gaps.push({ ...gap, toldAt: Date.now() }))
events.subscribe(({ status }) => {
  page.liveAt = status === 'live' ? page.liveAt || Date.now() : 0
})
