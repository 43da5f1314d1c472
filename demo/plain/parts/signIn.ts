import { isHelixError, type SignInOptions } from 'tinyhelix'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { menu } from '../page/menu.ts'
import { toast } from '../page/toast.ts'
import { auth } from '../twitch.ts'

/** Why it did not work, for a visitor: the library's own messages are for those who write a page. */
function explain(error: unknown): string {
  if (!isHelixError(error)) return String(error)
  switch (error.reason) {
    case 'denied':
      return 'You did not agree, so nothing was shared.'
    case 'popup_blocked':
      return 'The browser blocked the popup. Allow it for this page, or sign in without one.'
    case 'popup_closed':
    case 'timeout':
      return 'The popup was closed before Twitch had answered. Try again.'
    case 'state':
      return 'This browser keeps nothing for the page, so it cannot leave and come back. Sign in with a popup.'
    default:
      return error.message
  }
}

/** Signs in. Unless it is by popup the page is left, so only then, or if it cannot even begin, is there anything to say. */
export const beginSignIn = (options?: SignInOptions): void =>
  void auth.signIn(options).catch(error => toast(explain(error), 'warning'))

/** A button to sign in, with other ways to do so in a menu beside it. */
export function signIn(): HTMLElement {
  const more = h('button', {
    type: 'button',
    className: 'button button-main button-icon',
    ariaLabel: 'Other ways to sign in',
  })
  more.append(icon('more'))
  return h(
    'div',
    { className: 'sign-in' },
    h(
      'button',
      { type: 'button', className: 'button button-main', onclick: () => beginSignIn() },
      'Sign in with Twitch',
    ),
    menu(more, [
      { content: ['In a popup'], choose: () => beginSignIn({ popup: true }) },
      { content: ['With another account'], choose: () => beginSignIn({ forceVerify: true }) },
    ]),
  )
}
