/** What Twitch lets a panel load, with a fake Twitch in place of Twitch's API if there is one. */
export const policyFor = (fakeURL = ''): string => {
  const atFake = (folder: string) => (fakeURL ? ` ${fakeURL}/${folder}/` : '')
  return [
    "default-src 'self'",
    "script-src 'self' https://extension-files.twitch.tv",
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self' https://api.twitch.tv${atFake('helix')}`,
    `img-src 'self' data: https://static-cdn.jtvnw.net${atFake('images')}`,
  ].join('; ')
}
