// The part of each landing page besides its router: an auth, and an element that shows its state.
import { type ImplicitGrantAuth, implicitGrant } from 'tinyhelix'
import type { LandingConfig } from '../landingSite.ts'

export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found
}

export const config: LandingConfig = JSON.parse(element('config').textContent ?? '')

/** The page's auth, which its buttons sign in with. */
export function openAuth(navigate: (url: string) => unknown): ImplicitGrantAuth {
  const { network, clientId, redirectUri, storage } = config
  const options = { ...network, clientId, redirectUri, storage }
  const auth = implicitGrant({ ...options, ...(config.navigate && { navigate }) })
  auth.subscribe(({ status, session, error }) => {
    element('state').textContent = [status, session?.login, error?.reason].filter(Boolean).join(' | ')
  })
  element('sign-in').addEventListener('click', () => void auth.signIn())
  element('popup').addEventListener('click', () => void auth.signIn({ popup: true }))
  return auth
}

export function restore(auth: ImplicitGrantAuth): void {
  if (config.otherAuth) void implicitGrant({ ...config.network, clientId: config.clientId, name: 'other' }).restore()
  void auth.restore().then(() => {
    element('restored').textContent = location.href
  })
}
