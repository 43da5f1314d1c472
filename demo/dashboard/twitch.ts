import { QueryClient } from '@tanstack/react-query'
import { createClient, implicitGrant } from 'tinyhelix'
import { createEventSub, shareTabs } from 'tinyhelix/eventsub'
import {
  liveBans,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveHypeTrain,
  livePolls,
  livePredictions,
  liveRedemptions,
  liveRewards,
  liveStreams,
  liveUnbanRequests,
  syncQueries,
} from 'tinyhelix/query/live'
import { networkAt } from 'tinyhelix/testing'

const storageKey = 'tinyhelix-demo:client-id'

/** The client id of the address, which signing in leaves, so it is kept; else that of the build. */
function readClientId(): string {
  const built = import.meta.env.VITE_TWITCH_CLIENT_ID ?? ''
  const given = new URLSearchParams(location.search).get('client_id')
  try {
    if (given !== null) localStorage.setItem(storageKey, given)
    return localStorage.getItem(storageKey) || built
  } catch {
    return given || built
  }
}

/** Where the fake Twitch is, if the page is served with one. */
export const fakeURL = import.meta.env.VITE_FAKE_TWITCH
const clientId = readClientId()

/** Whether there is nothing real behind this page. */
export const isFake = !clientId && !!fakeURL

/** `false` if the page has no client id to sign in with. */
export const isReady = isFake || !!clientId

/** Where the fake is; empty for the real Twitch. */
const network = networkAt(isFake ? fakeURL : undefined)

/** Asks for no scope yet: each part of the page does so when it is first opened. */
const auth = implicitGrant({ clientId: isFake ? 'tinyhelix-demo' : clientId, name: 'dashboard' })

/** Where the pictures of emotes are, if not at Twitch. */
export const { imagesURL } = network

export const client = createClient({ auth, ...network })
export const queryClient = new QueryClient()

/** What happens at Twitch, over one socket for all tabs with this page. */
export const events = createEventSub(client, { tabs: shareTabs() })

/** Queries with `live: true` change by themselves. */
syncQueries(queryClient, events, [
  liveBans,
  liveChannel,
  liveChatSettings,
  liveFollowers,
  liveHypeTrain,
  livePolls,
  livePredictions,
  liveRedemptions,
  liveRewards,
  liveStreams,
  liveUnbanRequests,
])

import.meta.hot?.dispose(() => events.close())
