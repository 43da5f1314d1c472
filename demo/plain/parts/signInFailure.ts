import type { HelixError } from 'tinyhelix'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'

/** Says why nobody is signed in, where that needs saying. */
export function signInFailure(error: HelixError): HTMLElement {
  const [title, text] = explain(error)
  // Who said no, or was away for long, has nothing to worry about.
  const isCalm = error.reason === 'denied' || error.code === 'token'
  return h(
    'div',
    { className: `notice ${isCalm ? 'notice-calm' : 'notice-error'}`, role: 'alert' },
    icon(isCalm ? 'person' : 'warning'),
    h('div', {}, h('strong', {}, title), h('p', {}, text)),
  )
}

function explain({ code, reason, message }: HelixError): readonly [title: string, text: string] {
  switch (reason) {
    case 'denied':
      return ['You did not agree', 'That is fine: nothing was shared. Sign in whenever you change your mind.']
    case 'state':
      return ['This sign-in was not begun here', 'The address was old, or came from somewhere else. Begin anew.']
    case 'client':
      return ['This sign-in was for another application', 'What came back is not for this page, so it was thrown away.']
    case 'unreachable':
      return ['Twitch could not confirm it', 'You may have agreed, but Twitch cannot be reached now. Try again.']
    default:
      return code === 'token'
        ? ['Your session has ended', 'It ran out, or was ended at Twitch. Sign in to go on where you were.']
        : ['You are not signed in', message]
  }
}
