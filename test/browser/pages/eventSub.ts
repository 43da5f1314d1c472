// A page that signs its user in, or has a token, and listens to events.
import { createClient, getUsers, implicitGrant, scopesFor, userToken } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub, shareTabs } from 'tinyhelix/eventsub'
import type { EventSubPageConfig, SeenOfEvents } from '../eventSubSite.ts'

const { network, clientId, token, channels, isShared, isDeaf }: EventSubPageConfig = JSON.parse(
  document.getElementById('config')?.textContent ?? '',
)

let wasFrozen = false
const freeze = (event: Event) => {
  wasFrozen = true
  // Phones suspend a page without an event.
  if (isDeaf) event.stopImmediatePropagation()
}
addEventListener('freeze', freeze, true)

const implicit = implicitGrant({ clientId, scopes: scopesFor(channelFollow), ...network })
const client = createClient({
  auth: token === null ? implicit : userToken(token, { clientId, ...network }),
  ...network,
})

const received: SeenOfEvents['received'][number][] = []
const gaps: SeenOfEvents['gaps'][number][] = []
const errors: string[] = []
let liveAt = 0
let wasKept = false
let signsOutAt = Infinity

const events = createEventSub(client, {
  onError: ({ code, detail }) => errors.push([code, detail].filter(Boolean).join(' ')),
  tabs: isShared ? shareTabs() : undefined,
})
events.onEvent(({ event }) => {
  const { broadcaster_user_id: channel = '', user_id, title } = Object(event)
  received.push({ as: events.state.userId, channel, what: title ?? user_id })
  if (received.length === signsOutAt) void implicit.signOut()
})
events.onGap(({ since, subscriptions }) => gaps.push({ since, count: subscriptions.length }))
events.on(channelFollow, () => {})
for (const broadcaster_user_id of channels) events.on(channelUpdate, { broadcaster_user_id }, () => {})
events.subscribe(({ status }) => {
  liveAt = status === 'live' ? liveAt || performance.timeOrigin + performance.now() : 0
})
addEventListener('pageshow', ({ persisted }) => {
  wasKept = persisted
})

Object.assign(globalThis, {
  page: {
    see: (): SeenOfEvents => {
      const { status, userId, retryAt, error } = events.state
      const retryIn = retryAt && retryAt - Date.now()
      return { status, userId, retryIn, error: error?.message ?? null, received, gaps, errors, liveAt, wasKept }
    },
    signIn: () => implicit.signIn(),
    switchUser: () => implicit.signIn({ popup: true, forceVerify: true }).then(() => {}),
    signOutAt: (count: number) => {
      signsOutAt = count
    },
    wasFrozen: () => wasFrozen,
    read: () => getUsers(client).then(([user]) => user?.login),
  },
})
