import type { SignInOptions } from 'tinyhelix'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { menu } from '../page/menu.ts'
import { toast } from '../page/toast.ts'
import { auth } from '../twitch.ts'
import { wordsFor } from '../words/errors.ts'

/** Signs in. Unless it is by popup the page is left, so only then, or if it cannot even begin, is there anything to say. */
export const beginSignIn = (options?: SignInOptions): void =>
  void auth.signIn(options).catch(error => {
    const { title, text } = wordsFor(error)
    toast(`${title}. ${text}`, 'warning')
  })

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
