import { isHelixError } from 'tinyhelix'
import { type Remedy, remedyOf } from 'tinyhelix/query'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { wordsFor } from '../words/errors.ts'
import { beginSignIn } from './signIn.ts'

/** Says what went wrong, and offers what helps. */
export function errorNotice(error: unknown, retry?: () => void): HTMLElement {
  const { icon: name = 'warning', title, text } = wordsFor(error)
  const scope = isHelixError(error) ? error.missing?.[0] : undefined
  const ways: Readonly<Record<Remedy, readonly [label: string, go: (() => void) | undefined]>> = {
    retry: ['Try again', retry],
    sign_in: ['Sign in', beginSignIn],
    allow: ['Allow it', scope && (() => beginSignIn({ scopes: [scope] }))],
  }
  const remedy = remedyOf(error)
  const [label, go] = remedy ? ways[remedy] : ways.retry
  const notice = h(
    'div',
    { className: 'notice notice-error', role: 'alert' },
    icon(name),
    h('div', {}, h('strong', {}, title), h('p', {}, text)),
    go && h('button', { type: 'button', className: 'button', onclick: () => go() }, label),
  )
  if (retry && isHelixError(error, 'network')) {
    addEventListener('online', () => notice.isConnected && retry(), { once: true })
  }
  return notice
}
