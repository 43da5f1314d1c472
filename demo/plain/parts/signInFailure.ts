import type { HelixError } from 'tinyhelix'
import { remedyOf } from 'tinyhelix/query'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { wordsFor } from '../words/errors.ts'

/** Says why nobody is signed in; the button to do so is beside it. */
export function signInFailure(error: HelixError): HTMLElement {
  const { icon: name = 'warning', title, text } = wordsFor(error)
  // Who said no, or was away for long, has nothing to worry about.
  const isCalm = !remedyOf(error) || error.code === 'token'
  return h(
    'div',
    { className: `notice ${isCalm ? 'notice-calm' : 'notice-error'}`, role: 'alert' },
    icon(name),
    h('div', {}, h('strong', {}, title), h('p', {}, text)),
  )
}
