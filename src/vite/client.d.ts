declare module 'virtual:tinyhelix' {
  /**
   * Where the fake Twitch is that the plugin of `tinyhelix/vite` serves during `vite dev`. In a build, in `vite preview`
   * and in Vitest both objects are empty, so that the same code talks to Twitch:
   * `implicitGrant({ clientId: 'your client id', ...fake.auth })`, `createClient({ auth, ...fake.network })`.
   */
  export const fake: {
    /** For `implicitGrant` and `deviceCode`, after your own client id: the fake's client id and URLs. */
    readonly auth: {
      readonly clientId?: string
      readonly baseURL?: string
      readonly authURL?: string
      readonly eventSubURL?: string
      readonly ircURL?: string
    }
    /** For `createClient`, `anonymousChat`, `messageParts` and `emoteURL`: the fake's URLs. */
    readonly network: {
      readonly baseURL?: string
      readonly authURL?: string
      readonly eventSubURL?: string
      readonly ircURL?: string
      readonly imagesURL?: string
    }
  }
}
