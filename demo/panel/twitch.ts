import { createClient, extensionHelper } from 'tinyhelix'

declare module 'tinyhelix' {
  interface Register {
    // All that tinyhelix/vue offers then goes by an extension's client.
    kind: 'extension'
  }
}

const fakeURL = import.meta.env.VITE_FAKE_TWITCH

/** Twitch's helper brings the token, so there is nothing to sign in to. */
export const client = createClient({ auth: extensionHelper(), ...(fakeURL && { baseURL: `${fakeURL}/helix` }) })
