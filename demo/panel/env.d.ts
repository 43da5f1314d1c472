/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where a fake Twitch is, to talk to it instead of the real one. */
  readonly VITE_FAKE_TWITCH?: string
  /** The token that Twitch's helper would bring. */
  readonly VITE_FAKE_HELIX_TOKEN?: string
}
