import { type HelixError, type HelixErrorCode, isHelixError } from 'tinyhelix'
import type { IconName } from '../page/icon.ts'

/** What an error means to a person. */
interface Words {
  readonly icon?: IconName
  readonly title: string
  readonly text: string
}

/** What this page itself does not take, with a message for the person who entered it. */
export class InputError extends Error {}

const signIns: Partial<Record<NonNullable<HelixError['reason']>, Words>> = {
  denied: {
    icon: 'person',
    title: 'You didn’t sign in',
    text: 'Nothing was shared. You can sign in whenever you like.',
  },
  cancelled: { icon: 'person', title: 'You didn’t sign in', text: 'You can sign in whenever you like.' },
  popup_blocked: {
    title: 'Your browser blocked the popup',
    text: 'Allow popups for this page, or sign in without one.',
  },
  popup_closed: { icon: 'person', title: 'The Twitch window was closed', text: 'Open it again to continue.' },
  timeout: { icon: 'wait', title: 'Signing in took too long', text: 'Please try again.' },
  state: {
    title: 'This sign-in link can’t be used',
    text: 'It has expired, or your browser blocks storage for this page. Try again, or sign in with a popup.',
  },
  client: { title: 'This sign-in was for another app', text: 'Nothing was kept. Please sign in again.' },
  unreachable: {
    icon: 'offline',
    title: 'Twitch didn’t answer',
    text: 'Check your connection, then sign in again.',
  },
}

const codes: Partial<Record<HelixErrorCode, Words>> = {
  network: {
    icon: 'offline',
    title: 'Can’t reach Twitch',
    text: 'Check your connection, and whether a content blocker stops requests to Twitch.',
  },
  timeout: { icon: 'wait', title: 'Twitch is taking too long', text: 'Please try again in a moment.' },
  rate_limited: {
    icon: 'wait',
    title: 'Too many requests',
    text: 'Twitch needs a short break. Try again in a minute.',
  },
  server_error: { title: 'Twitch has a problem', text: 'It usually passes. Try again in a moment.' },
  scope: {
    icon: 'key',
    title: 'One more permission needed',
    text: 'Twitch asks you to allow this, then brings you back here.',
  },
  token: { icon: 'person', title: 'You’ve been signed out', text: 'Sign in again to continue where you were.' },
  unauthorized: { icon: 'person', title: 'You’ve been signed out', text: 'Sign in again to continue where you were.' },
  sign_in: { title: 'Signing in didn’t work', text: 'Please try again.' },
  forbidden: { icon: 'ban', title: 'Twitch doesn’t allow this', text: 'Your account can’t do this.' },
  not_found: { icon: 'search', title: 'Not found', text: 'It may have been removed.' },
  parameter: { title: 'Twitch won’t accept this', text: 'Check what you entered, then try again.' },
}

/** Of these Twitch’s own words explain nothing to a person. */
const unexplained: readonly HelixErrorCode[] = ['scope', 'token', 'unauthorized', 'server_error', 'rate_limited']

/** An error in words for people: never the library’s own message, and Twitch’s only as a quotation. */
export function wordsFor(error: unknown): Words {
  if (isHelixError(error)) return wordsForHelix(error)
  if (error instanceof InputError) return { title: 'Check what you entered', text: error.message }
  // A fault of this page: for those who write it.
  reportError(error)
  return { title: 'Something went wrong', text: 'Please reload the page and try again.' }
}

function wordsForHelix({ code, reason, detail }: HelixError): Words {
  if (code === 'network' && !navigator.onLine) {
    return { icon: 'offline', title: 'You’re offline', text: 'This loads as soon as you’re back online.' }
  }
  const words = (reason && signIns[reason]) ?? codes[code] ?? { title: 'That didn’t work', text: 'Please try again.' }
  return detail && !unexplained.includes(code) ? { ...words, text: `Twitch says: “${detail}”` } : words
}
