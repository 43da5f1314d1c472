/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where a fake Twitch is, to talk to it instead of the real one. */
  readonly VITE_FAKE_TWITCH?: string
}
