import { type HelixError, isHelixError } from 'tinyhelix'
import { h } from '../page/h.ts'
import { type IconName, icon } from '../page/icon.ts'
import { target } from '../twitch.ts'
import { beginSignIn } from './signIn.ts'

interface Explanation {
  readonly icon?: IconName
  readonly title: string
  readonly text: string
}

const unreachable = () =>
  target.isFake
    ? 'The fake Twitch does not answer. Does the command that started it still run?'
    : 'Nothing came back. Either the connection is down, or something in between, such as a content blocker, stopped the request.'

function explain(error: unknown): Explanation {
  if (!isHelixError(error)) {
    return { title: 'That did not work', text: error instanceof Error ? error.message : String(error) }
  }
  switch (error.code) {
    case 'network':
      return navigator.onLine
        ? { icon: 'offline', title: 'Twitch cannot be reached', text: unreachable() }
        : { icon: 'offline', title: 'You are offline', text: 'This goes on by itself once the network is back.' }
    case 'timeout':
      return { icon: 'wait', title: 'Twitch takes too long', text: 'The answer did not come in time.' }
    case 'rate_limited':
      return { icon: 'wait', title: 'Twitch asks for a pause', text: 'That was too much for now. Try again later.' }
    case 'scope':
      return {
        icon: 'key',
        title: 'One more permission is needed',
        text: 'Twitch asks you for it; nothing else changes.',
      }
    case 'unauthorized':
    case 'forbidden':
      return { icon: 'ban', title: 'Twitch does not allow this', text: 'Your account has no right to it.' }
    case 'not_found':
      return { icon: 'search', title: 'Not found', text: 'Twitch does not know it, or not any more.' }
    case 'server_error':
      return { title: 'Twitch has a problem', text: 'It was tried several times. Later it may work again.' }
    case 'parameter':
      return { title: 'Twitch would refuse this', text: error.issues?.[0]?.message ?? error.message }
    default:
      return { title: 'That did not work', text: error.detail ? 'Twitch refused it.' : error.message }
  }
}

/** Asks Twitch for the permission that a call lacked. */
const allow = ({ missing: [scope] = [] }: HelixError) =>
  scope &&
  h(
    'button',
    { type: 'button', className: 'button', onclick: () => beginSignIn({ scopes: [scope] }) },
    icon('key'),
    'Allow it',
  )

/** Says what went wrong, in Twitch's words where there are any, and offers the way on. */
export function errorNotice(error: unknown, retry?: () => void): HTMLElement {
  const { icon: name = 'warning', title, text } = explain(error)
  const detail = isHelixError(error) && error.detail
  const notice = h(
    'div',
    { className: 'notice notice-error', role: 'alert' },
    icon(name),
    h('div', {}, h('strong', {}, title), h('p', {}, text), detail && h('p', { className: 'quote' }, `“${detail}”`)),
    isHelixError(error, 'scope')
      ? allow(error)
      : retry && h('button', { type: 'button', className: 'button', onclick: retry }, 'Try again'),
  )
  if (retry && isHelixError(error, 'network')) {
    addEventListener('online', () => notice.isConnected && retry(), { once: true })
  }
  return notice
}
