/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the fake Twitch is. The server of the demos sets it. */
  readonly VITE_FAKE_TWITCH?: string
  /** A token that the fake has given out to ada. */
  readonly VITE_FAKE_TOKEN?: string
  readonly LINES_OF_plain: number
  readonly LINES_OF_dashboard: number
  readonly LINES_OF_overlay: number
  readonly LINES_OF_panel: number
}
