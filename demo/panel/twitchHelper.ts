import type { ExtensionAuthorized, ExtensionHelper } from 'tinyhelix'

const helixToken = import.meta.env.VITE_FAKE_HELIX_TOKEN

/** Stands in for Twitch's script in development. */
const ext: ExtensionHelper = {
  onAuthorized: (callback: (authorized: ExtensionAuthorized) => void): void => {
    setTimeout(callback, 100, { channelId: '1001', clientId: 'tinyhelix-demo', userId: 'A1b2c3', helixToken })
  },
}

/** Twitch's script has nothing to say outside of Twitch, which shows a panel in a frame. */
if (helixToken) {
  Object.assign(globalThis, { Twitch: { ext } })
} else if (parent !== window) {
  const script = document.createElement('script')
  script.src = 'https://extension-files.twitch.tv/helper/v1/twitch-ext.min.js'
  document.head.append(script)
}
