import type { Network } from 'tinyhelix'
import { networkAt } from 'tinyhelix/testing'

/** Which Twitch the page talks to. */
export interface Target {
  readonly isFake: boolean
  /** `''` if there is neither a fake Twitch nor a client id for the real one. */
  readonly clientId: string
  /** Where it is; empty for the real one. */
  readonly network: Network
}

const storageKey = 'tinyhelix-demo:client-id'
/** Where the fake Twitch is, if the page is served with one. */
export const fakeURL = import.meta.env.VITE_FAKE_TWITCH

/** Signing in leaves the page, so the client id has to outlive its address. */
function storedClientId(): string {
  const url = new URL(location.href)
  const given = url.searchParams.get('client_id')
  try {
    if (given === null) return localStorage.getItem(storageKey) ?? ''
    localStorage.setItem(storageKey, given)
    url.searchParams.delete('client_id')
    history.replaceState(history.state, '', url)
  } catch {
    // Without storage the address keeps it; signing in then takes a popup.
  }
  return given ?? ''
}

/** The real Twitch if a client id is known, from `?client_id=` or from before; else the fake one. */
export function readTarget(): Target {
  const clientId = storedClientId()
  if (clientId || !fakeURL) return { isFake: false, clientId, network: {} }
  return { isFake: true, clientId: 'tinyhelix-demo', network: networkAt(fakeURL) }
}

/** Starts the page anew on the real Twitch, or with `''` on the fake one. */
export function switchTarget(clientId: string): void {
  const url = new URL(location.href)
  url.searchParams.set('client_id', clientId)
  url.hash = ''
  location.assign(url)
}
