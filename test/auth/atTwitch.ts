import type { ImplicitGrantAuth, SignInOptions } from 'tinyhelix'
import { onTestFinished, vi } from 'vitest'
import type { Page } from './page.ts'

/** Begins a sign-in by redirect, and returns the address at Twitch. */
export function begin(auth: ImplicitGrantAuth, page: Page, options?: SignInOptions): URL {
  const before = page.assign.mock.calls.length
  void auth.signIn(options)
  const [url, ...more] = page.assign.mock.calls.slice(before).flat()
  if (!url || more.length) throw new Error('The page was to go to Twitch, once.')
  return new URL(url)
}

const returnAddress = (authorize: URL) => authorize.searchParams.get('redirect_uri') ?? ''
const stateOf = (authorize: URL) => authorize.searchParams.get('state') ?? ''

/** Twitch's redirect of a user who has agreed. */
export function agreed(authorize: URL, token: string): string {
  const scope = authorize.searchParams.get('scope') ?? ''
  const answer = new URLSearchParams({ access_token: token, scope, state: stateOf(authorize), token_type: 'bearer' })
  return `${returnAddress(authorize)}#${answer}`
}

/** Twitch's redirect of a user who has refused. */
export function denied(authorize: URL): string {
  const url = new URL(returnAddress(authorize))
  url.searchParams.set('error', 'access_denied')
  url.searchParams.set('error_description', 'The user denied you access')
  url.searchParams.set('state', stateOf(authorize))
  return url.href
}

/** A window with Twitch's page. */
export interface Popup {
  /** The address that it was opened with. */
  readonly url: URL
  /** Whether the user or a script has closed it. */
  closed: boolean
  readonly close: () => void
}

/** Allows popups, and returns those that were opened. */
export function allowPopups(): Popup[] {
  const popups: Popup[] = []
  const open = vi.spyOn(globalThis, 'open').mockImplementation(url => {
    const popup: Popup = {
      url: new URL(String(url)),
      closed: false,
      close: () => {
        popup.closed = true
      },
    }
    popups.push(popup)
    // A script sees this of a window of another origin.
    return Object(popup)
  })
  onTestFinished(() => open.mockRestore())
  return popups
}
