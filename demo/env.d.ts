/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the fake Twitch is; whoever serves the demo knows. */
  readonly VITE_FAKE_TWITCH?: string
}
