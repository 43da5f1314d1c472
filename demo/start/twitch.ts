import { createClient, userToken } from 'tinyhelix'

export const fakeURL = import.meta.env.VITE_FAKE_TWITCH ?? ''

/** In a program of your own: `createClient({ auth: implicitGrant({ clientId: '…' }) })`. */
export const client = createClient({
  auth: userToken(import.meta.env.VITE_FAKE_TOKEN ?? ''),
  baseURL: `${fakeURL}/helix`,
  authURL: `${fakeURL}/oauth2`,
})
