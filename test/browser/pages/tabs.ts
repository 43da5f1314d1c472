// A page that listens to events, in one of several tabs.
import { createClient, userToken } from 'tinyhelix'
import { channelUpdate, createEventSub, type EventSubGap, shareTabs } from 'tinyhelix/eventsub'
import type { TabsPageConfig } from '../tabsSite.ts'

const { network, clientId, token, channels, isDeaf }: TabsPageConfig = JSON.parse(
  document.getElementById('config')?.textContent ?? '',
)

// As on phones, which say nothing when they suspend a page.
if (isDeaf) addEventListener('freeze', event => event.stopImmediatePropagation(), true)

const client = createClient({ auth: userToken(token, { clientId, ...network }), ...network })
const events = createEventSub(client, { tabs: shareTabs() })

/** What tests look at. */
const page = {
  events,
  received: [] as string[],
  gaps: [] as (EventSubGap & { readonly toldAt: number })[],
  /** When all of it came to work, or stopped to. */
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
