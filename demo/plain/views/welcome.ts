import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { helix } from '../parts/helix.ts'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { openSettings } from '../parts/settings.ts'
import { signIn } from '../parts/signIn.ts'
import { signInFailure } from '../parts/signInFailure.ts'
import { auth, target } from '../twitch.ts'
import source from '../twitch.ts?raw'

const whereTo = () => {
  if (target.isFake) return 'Uses a fake Twitch on your computer. You don’t need an account.'
  if (target.clientId) return `Uses the real Twitch with the client ID ${target.clientId}.`
  return 'Enter the client ID of your Twitch application to sign in.'
}

const feature = (title: string, text: string) =>
  h('li', { className: 'card panel' }, h('h2', {}, title), h('p', {}, text))

/** What one sees before signing in, whatever the address. */
export const welcome: View = place => {
  place.setTitle('Welcome')
  const { error } = auth.state
  return page(
    'welcome',
    h(
      'section',
      { className: 'hero' },
      h(
        'div',
        { className: 'hero-text' },
        h('h1', {}, 'Browse Twitch, run your channel'),
        h(
          'p',
          { className: 'lead' },
          'Find live streams, and manage your own title, chat, bans and polls. Built in plain TypeScript with tinyhelix: every page shows the code behind it.',
        ),
        error && signInFailure(error),
        h(
          'div',
          { className: 'hero-actions' },
          target.clientId ? signIn() : false,
          h('button', { type: 'button', className: 'button', onclick: openSettings }, icon('key'), 'Change connection'),
        ),
        h('p', { className: 'muted' }, whereTo()),
      ),
      helix(),
    ),
    h(
      'ul',
      { className: 'features', role: 'list' },
      feature('No server', 'Visitors sign in on the page itself, and it talks to Twitch directly.'),
      feature('Retries included', 'Rate limits and lost connections are handled by the library.'),
      feature('Only the permissions you use', 'Scopes are worked out from the calls that the page makes.'),
    ),
    howItIsDone(place, [source]),
  )
}
