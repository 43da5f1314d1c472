import { createClient, extensionHelper } from 'tinyhelix'

const fake = import.meta.env.VITE_FAKE_TWITCH

/** Twitch's helper brings the token, so there is nothing to sign in to. */
export const client = createClient({ auth: extensionHelper(), ...(fake && { baseURL: `${fake}/helix` }) })
