import { QueryClient } from '@tanstack/svelte-query'
import { createClient, deviceCode, scopesFor } from 'tinyhelix'
import {
  channelChatMessage,
  channelCheer,
  channelFollow,
  channelGoalBegin,
  channelHypeTrainBegin,
  channelPollBegin,
  channelPredictionBegin,
  channelSubscribe,
  createEventSub,
  shareTabs,
} from 'tinyhelix/eventsub'
import { type FakeTwitch, networkAt } from 'tinyhelix/testing'
import { isPreview } from './address.svelte.ts'

const storageKey = 'tinyhelix-demo:client-id'

/** The client id of the address, which is kept; else that of the build. */
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

const clientId = readClientId()

/** Where the fake Twitch is that this page talks to; `''` if it talks to the real one. */
export const fakeURL = (!clientId && import.meta.env.VITE_FAKE_TWITCH) || ''

/** `false` if the page has no client id to sign in with. */
export const isReady = clientId !== '' || fakeURL !== ''

/** One event of each permission. The overlay asks for all of them once, whatever a source shows. */
export const needs = [
  channelChatMessage,
  channelCheer,
  channelFollow,
  channelGoalBegin,
  channelHypeTrainBegin,
  channelPollBegin,
  channelPredictionBegin,
  channelSubscribe,
] as const

/** On the settings page the overlay has a fake Twitch of its own. */
const preview = isPreview ? await import('./editor/preview.ts') : null

const auth =
  preview?.auth ?? deviceCode({ clientId: clientId || 'tinyhelix-demo', name: 'overlay', scopes: scopesFor(...needs) })

/** Where Twitch is, if not at its own addresses. */
export const network: Partial<FakeTwitch['network']> = preview?.network ?? networkAt(fakeURL)

export const client = createClient({ auth, ...network })
export const queryClient = new QueryClient()

/** What happens at Twitch, over one socket for all browser sources. */
export const events = createEventSub(client, {
  ...(!preview && { tabs: shareTabs() }),
  // OBS writes errors of a browser source to its log. If the streamer disconnects the application, the code shows.
  onError: ({ code, message }) => {
    if (code !== 'revoked') console.error(message)
  },
})

import.meta.hot?.dispose(() => events.close())
