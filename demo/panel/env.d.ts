interface ImportMetaEnv {
  /** What Twitch's helper would bring; whoever serves the demo knows. */
  readonly VITE_FAKE_HELIX_TOKEN?: string
}
