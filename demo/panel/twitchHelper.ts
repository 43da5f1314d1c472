import type { ExtensionAuthorized } from 'tinyhelix'

/** Stands in for the script that Twitch gives to extensions, which works on Twitch's pages only. */
const ext = {
  onAuthorized: (callback: (authorized: ExtensionAuthorized) => void): void => {
    const helixToken = import.meta.env.VITE_FAKE_HELIX_TOKEN
    setTimeout(callback, 100, { channelId: '1001', clientId: 'tinyhelix-demo', userId: 'A1b2c3', helixToken })
  },
}

Object.assign(globalThis, { Twitch: { ext } })
