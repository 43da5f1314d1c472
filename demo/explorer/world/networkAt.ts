/** Where a fake is reached that somebody serves. That of `tinyhelix/testing` would bring the whole fake with it. */
export const networkAt = (url: string) => {
  const base = url.replace(/\/+$/, '')
  return {
    baseURL: `${base}/helix`,
    authURL: `${base}/oauth2`,
    eventSubURL: `${base.replace(/^http/, 'ws')}/ws`,
  }
}
