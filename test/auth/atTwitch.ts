import type { ImplicitGrantAuth, SignInOptions } from 'tinyhelix'
import { onTestFinished, vi } from 'vitest'
import type { Page } from './page.ts'

/** Begins a sign-in by redirect and gives the address at Twitch that the page goes to. */
export function begin(auth: ImplicitGrantAuth, page: Page, options?: SignInOptions): URL {
  const before = page.assign.mock.calls.length
  void auth.signIn(options)
  const [url, ...more] = page.assign.mock.calls.slice(before).flat()
  if (!url || more.length) throw new Error('The page was to go to Twitch, once.')
  return new URL(url)
}

const returnAddress = (authorize: URL) => authorize.searchParams.get('redirect_uri') ?? ''
const stateOf = (authorize: URL) => authorize.searchParams.get('state') ?? ''

/** The address that Twitch sends a user to who has agreed. */
export function agreed(authorize: URL, token: string): string {
  const scope = authorize.searchParams.get('scope') ?? ''
  const answer = new URLSearchParams({ access_token: token, scope, state: stateOf(authorize), token_type: 'bearer' })
  return `${returnAddress(authorize)}#${answer}`
}

/** Where Twitch sends a user who did not agree. */
export function denied(authorize: URL): string {
  const url = new URL(returnAddress(authorize))
  url.searchParams.set('error', 'access_denied')
  url.searchParams.set('error_description', 'The user denied you access')
  url.searchParams.set('state', stateOf(authorize))
  return url.href
}

/** A window that Twitch's page is shown in. */
export interface Popup {
  /** The address that it was opened with. */
  readonly url: URL
  /** Whether it is gone, be it through its user or a script. */
  closed: boolean
  readonly close: () => void
}

/** Lets popups open; gives those that were opened. */
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
    // What a script sees of a window of another origin.
    return Object(popup)
  })
  onTestFinished(() => open.mockRestore())
  return popups
}
