/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the extension's backend is. The allowlist for URL fetching domains has it, too. */
  readonly VITE_BACKEND?: string
  /** Where a fake Twitch is, to talk to it instead of the real one. */
  readonly VITE_FAKE_TWITCH?: string
}
