import type { HelixError, HelixErrorCode } from 'tinyhelix'

/** What an error means to a person. */
interface Words {
  readonly title: string
  readonly text: string
}

const signIns: Partial<Record<NonNullable<HelixError['reason']>, Words>> = {
  denied: { title: 'You didn’t sign in', text: 'Nothing was shared. You can sign in whenever you like.' },
  cancelled: { title: 'You didn’t sign in', text: 'Nothing was shared. You can sign in whenever you like.' },
  popup_closed: { title: 'The Twitch window was closed', text: 'Open it again to continue.' },
  unreachable: { title: 'Twitch didn’t answer', text: 'Check your connection, then sign in again.' },
}

const codes: Partial<Record<HelixErrorCode, Words>> = {
  network: { title: 'Can’t reach Twitch', text: 'Check your connection, then try again.' },
  timeout: { title: 'Twitch is taking too long', text: 'Try again in a moment.' },
  rate_limited: { title: 'Too many requests', text: 'Twitch needs a short break. Try again in a minute.' },
  server_error: { title: 'Twitch has a problem', text: 'It usually passes. Try again in a moment.' },
  scope: { title: 'One more permission needed', text: 'Twitch will ask you to allow this. You stay on this page.' },
  token: { title: 'You’ve been signed out', text: 'Sign in again to continue where you were.' },
  unauthorized: { title: 'You’ve been signed out', text: 'Sign in again to continue where you were.' },
  sign_in: { title: 'Signing in didn’t work', text: 'Please try again.' },
  forbidden: { title: 'Twitch doesn’t allow this', text: 'Your account can’t do this here.' },
  not_found: { title: 'Not found', text: 'It may have been removed in the meantime.' },
  parameter: { title: 'Twitch won’t accept this', text: 'Check what you entered, then try again.' },
}

/** An error in words for people: never this library's own message, and Twitch's only as a quotation. */
export function wordsFor({ code, reason, detail }: HelixError): Words {
  const { title, text } = (reason && signIns[reason]) ?? codes[code] ?? { title: 'That didn’t work', text: '' }
  // What Twitch says of these is why.
  const isExplained = detail && !['scope', 'token', 'unauthorized', 'server_error', 'rate_limited'].includes(code)
  return { title, text: isExplained ? `Twitch says: “${detail}”` : text || 'Please try again.' }
}
