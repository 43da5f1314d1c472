import { getUsers } from 'tinyhelix'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import { menu } from '../page/menu.ts'
import { auth, client } from '../twitch.ts'
import { picture } from './avatar.ts'
import { openSettings } from './settings.ts'
import { beginSignIn } from './signIn.ts'

async function signOut() {
  await auth.signOut()
  location.hash = '#/'
}

function signedIn(login: string): HTMLElement {
  const image = picture('', 32)
  // Without an answer the coloured disc stays.
  getUsers(client).then(
    ([user]) => {
      if (user) image.src = user.profile_image_url
    },
    () => {},
  )
  const button = h(
    'button',
    { type: 'button', className: 'button button-account', ariaLabel: `Signed in as ${login}` },
    image,
  )
  return menu(button, [
    { content: [icon('person'), `My channel (${login})`], choose: () => (location.hash = '#/me') },
    { content: [icon('users'), 'Switch account'], choose: () => beginSignIn({ forceVerify: true }) },
    { content: [icon('key'), 'Change connection'], choose: openSettings },
    { content: [icon('signOut'), 'Sign out'], choose: () => void signOut() },
  ])
}

/** Who is signed in, with what they can do about it. */
export function account(): HTMLElement {
  const box = h('div', { className: 'account' })
  auth.subscribe(({ session }) => {
    const login = session?.login
    if (login === box.dataset['login']) return
    if (login) box.dataset['login'] = login
    else delete box.dataset['login']
    box.replaceChildren(...(login ? [signedIn(login)] : []))
  })
  return box
}
