/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The client id of your application at Twitch; `?client_id=` in the address does, too. */
  readonly VITE_TWITCH_CLIENT_ID?: string
  /** Where a fake Twitch is, to talk to it instead of the real one. */
  readonly VITE_FAKE_TWITCH?: string
}
