import { switchTarget } from '../../shared/target.ts'
import { openDialog } from '../page/dialog.ts'
import { h } from '../page/h.ts'
import { target } from '../twitch.ts'
import { field } from './actionForm.ts'

/** Where Twitch sends users back to: what has to be registered with it. */
const redirectAddress = () => location.href.replace(/[?#].*/, '')

/** Lets the user choose between the fake Twitch and the real one. */
export function openSettings(): void {
  const input = h('input', {
    name: 'client_id',
    value: target.isFake ? '' : target.clientId,
    placeholder: 'Such as uo6dggojyb8d6soh92zknwmi5ej1q2',
    autocomplete: 'off',
    spellcheck: false,
    required: true,
    pattern: '\\s*[a-z0-9]+\\s*',
    title: 'Letters and digits only',
  })
  const form = h(
    'form',
    {
      className: 'form',
      onsubmit: event => {
        event.preventDefault()
        switchTarget(input.value.trim())
      },
    },
    h(
      'p',
      {},
      'The client id of an application of yours switches this page to the real Twitch. Register the application in ',
      h('a', { href: 'https://dev.twitch.tv/console/apps', target: '_blank', rel: 'noreferrer' }, 'Twitch’s console'),
      ' with this OAuth redirect URL:',
    ),
    h('p', {}, h('code', { className: 'address' }, redirectAddress())),
    field('Client id', input, 'It is no secret. It stays in this browser.'),
    h(
      'div',
      { className: 'form-end' },
      !target.isFake &&
        h(
          'button',
          { type: 'button', className: 'button', onclick: () => switchTarget('') },
          'Back to the fake Twitch',
        ),
      h('button', { type: 'submit', className: 'button button-main' }, 'Use the real Twitch'),
    ),
  )
  openDialog('Which Twitch?', form)
}
