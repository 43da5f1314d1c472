import { type ImplicitGrantAuth, type ImplicitGrantOptions, implicitGrant } from 'tinyhelix'
import { agreed, begin } from './atTwitch.ts'
import type { Page } from './page.ts'
import type { Owner, Twitch } from './twitch.ts'

/** Creates the auth as each load of the page or each tab does. */
export const load = (twitch: Twitch, options: Partial<ImplicitGrantOptions> = {}): ImplicitGrantAuth =>
  implicitGrant({ clientId: 'client', ...twitch.network, ...options })

/** A tab whose user has just returned from Twitch. */
export async function signedIn(
  page: Page,
  twitch: Twitch,
  token: string,
  owner: Owner = {},
  options: Partial<ImplicitGrantOptions> = {},
): Promise<ImplicitGrantAuth> {
  twitch.grant(token, owner)
  page.goTo(agreed(begin(load(twitch, options), page), token))
  const auth = load(twitch, options)
  await auth.restore()
  return auth
}
