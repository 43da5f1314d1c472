import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { demoList } from '../parts/demoList.ts'
import { helix } from '../parts/helix.ts'
import { howItIsDone } from '../parts/howItIsDone.ts'
import { openSettings } from '../parts/settings.ts'
import { signIn } from '../parts/signIn.ts'
import { signInFailure } from '../parts/signInFailure.ts'
import { auth, target } from '../twitch.ts'
import source from '../twitch.ts?raw'

const whereTo = () => {
  if (target.isFake) return 'A fake Twitch runs beside this page: no account needed, and nothing leaves this computer.'
  if (target.clientId) return `The real Twitch, as the application ${target.clientId}.`
  return 'There is no fake Twitch beside this page, so it needs the client id of an application of yours.'
}

const feature = (title: string, text: string) =>
  h('li', { className: 'card panel' }, h('h2', {}, title), h('p', {}, text))

/** What one sees before signing in, whatever the address. */
export const welcome: View = ({ setTitle }) => {
  setTitle('Welcome')
  const { error } = auth.state
  return page(
    'welcome',
    h(
      'section',
      { className: 'hero' },
      h(
        'div',
        { className: 'hero-text' },
        h('h1', {}, 'Twitch, in a page of yours'),
        h(
          'p',
          { className: 'lead' },
          'Browse who is live, and look after your own channel: chat, bans, polls. All of it is plain TypeScript over tinyhelix, and every page shows the lines that feed it.',
        ),
        error && signInFailure(error),
        h(
          'div',
          { className: 'hero-actions' },
          target.clientId ? signIn() : false,
          h('button', { type: 'button', className: 'button', onclick: openSettings }, icon('key'), 'Which Twitch?'),
        ),
        h('p', { className: 'muted' }, whereTo()),
      ),
      helix(),
    ),
    h(
      'ul',
      { className: 'features', role: 'list' },
      feature('No server', 'The page signs its visitors in by itself and talks to Twitch directly.'),
      feature(
        'It waits and tries again',
        'Rate limits and lost connections are the library’s business, not the page’s.',
      ),
      feature('Permissions add up', 'What to ask a visitor for is computed from the calls that the page makes.'),
    ),
    demoList(),
    howItIsDone([source]),
  )
}
