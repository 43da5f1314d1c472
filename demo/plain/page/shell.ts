import iconAddress from '../icon.svg'
import { account } from '../parts/account.ts'
import { openSettings } from '../parts/settings.ts'
import { fakeURL } from '../target.ts'
import { auth, target } from '../twitch.ts'
import { h } from './h.ts'
import { icon } from './icon.ts'
import { offlineNotice } from './offlineNotice.ts'
import { currentTheme, switchTheme } from './theme.ts'
import { toasts } from './toast.ts'
import { waitNotice } from './waitNotice.ts'

const places = [
  ['#/', 'Browse', 'browse'],
  ['#/search', 'Search', 'search'],
  ['#/me', 'My channel', 'person'],
] as const

function navigation(): HTMLElement {
  const links = places.map(([href, text, name]) => h('a', { href }, icon(name), text))
  const nav = h('nav', { className: 'places', ariaLabel: 'Main' }, ...links)
  const update = () => {
    const here = location.hash || '#/'
    for (const link of links) {
      const { hash } = new URL(link.href)
      link.ariaCurrent = here === hash || (hash !== '#/' && here.startsWith(hash)) ? 'page' : null
    }
  }
  addEventListener('hashchange', update)
  auth.subscribe(({ status }) => {
    nav.hidden = status !== 'signed-in'
    document.body.classList.toggle('has-places', !nav.hidden)
    update()
  })
  return nav
}

function themeButton(): HTMLElement {
  const button = h('button', {
    type: 'button',
    className: 'button button-quiet button-icon',
    ariaLabel: 'Switch between light and dark',
  })
  const draw = (theme = currentTheme()) => button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'))
  button.onclick = () => draw(switchTheme())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw())
  draw()
  return button
}

/** What is around every page. Gives the element that pages are shown in. */
export function buildShell(): HTMLElement {
  const outlet = h('main', { id: 'main', className: 'outlet', tabIndex: -1 })
  const skip = h(
    'a',
    {
      className: 'skip',
      href: '#main',
      onclick: event => {
        event.preventDefault()
        outlet.focus()
      },
    },
    'Skip to content',
  )
  document.body.append(
    skip,
    h(
      'header',
      { className: 'bar' },
      h(
        'a',
        { className: 'brand', href: '#/', ariaLabel: 'Browse Twitch, home' },
        h('img', { src: iconAddress, alt: '', width: 28, height: 28 }),
        h('span', {}, 'Browse Twitch'),
      ),
      navigation(),
      h(
        'div',
        { className: 'bar-end' },
        target.isFake
          ? h(
              'a',
              {
                className: 'button button-target is-fake',
                href: fakeURL ?? '',
                target: '_blank',
                rel: 'noreferrer',
                title: 'Nothing here is real.',
              },
              'Fake Twitch',
            )
          : h('button', { type: 'button', className: 'button button-target', onclick: openSettings }, 'Real Twitch'),
        themeButton(),
        account(),
      ),
    ),
    h('div', { className: 'notices' }, waitNotice, offlineNotice()),
    outlet,
    h(
      'footer',
      { className: 'foot' },
      h('p', {}, 'Not affiliated with Twitch.'),
      target.isFake && h('a', { href: '../' }, 'All demos'),
    ),
    toasts,
  )
  return outlet
}
