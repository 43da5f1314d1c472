/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the fake Twitch is. The server of the demos sets it. */
  readonly VITE_FAKE_TWITCH?: string
  /** Such as `12.1 kB`: what a page downloads that calls one endpoint. */
  readonly PAGE_SIZE: string
  readonly LINES_OF_plain: number
  readonly LINES_OF_dashboard: number
  readonly LINES_OF_overlay: number
  readonly LINES_OF_panel: number
  /** `0`: it is not served here. */
  readonly LINES_OF_explorer: number
}
