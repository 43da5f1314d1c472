import { openDialog } from '../page/dialog.ts'
import { h } from '../page/h.ts'
import { switchTarget } from '../target.ts'
import { target } from '../twitch.ts'
import { field } from './actionForm.ts'

/** Where Twitch sends users back to: what has to be registered with it. */
const redirectAddress = () => location.href.replace(/[?#].*/, '')

/** Lets the user choose between the fake Twitch and the real one. */
export function openSettings(): void {
  const input = h('input', {
    name: 'client_id',
    value: target.isFake ? '' : target.clientId,
    placeholder: 'uo6dggojyb8d6soh92zknwmi5ej1q2',
    autocomplete: 'off',
    spellcheck: false,
    required: true,
    autofocus: true,
    pattern: '\\s*[a-z0-9]+\\s*',
    title: 'Letters and digits only',
  })
  const form = h(
    'form',
    {
      className: 'form-short',
      onsubmit: event => {
        event.preventDefault()
        switchTarget(input.value.trim())
      },
    },
    h(
      'p',
      {},
      'To use the real Twitch, enter the client ID of your application. Register it in the ',
      h(
        'a',
        { href: 'https://dev.twitch.tv/console/apps', target: '_blank', rel: 'noreferrer' },
        'Twitch developer console',
      ),
      ' with this OAuth redirect URL:',
    ),
    h('p', {}, h('code', { className: 'address' }, redirectAddress())),
    field('Client ID', input, 'A client ID is public. It’s stored in this browser only.'),
    h(
      'div',
      { className: 'form-end' },
      !target.isFake &&
        h('button', { type: 'button', className: 'button', onclick: () => switchTarget('') }, 'Use the fake Twitch'),
      h('button', { type: 'submit', className: 'button button-main' }, 'Use the real Twitch'),
    ),
  )
  openDialog('Connection', form)
}
