// @vitest-environment happy-dom
import { type ImplicitGrantAuth, type ImplicitGrantOptions, implicitGrant, type Session } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { agreed, allowPopups, denied, type Popup } from './atTwitch.ts'
import { hearFromAnotherTab, openPage, type Page } from './page.ts'
import { pass, startTwitch, stopTime, type Twitch, users, validate } from './twitch.ts'

let page: Page
let twitch: Twitch
let popups: Popup[]
let auth: ImplicitGrantAuth

beforeEach(async () => {
  stopTime()
  page = openPage('https://app.example/app?x=1#/route')
  twitch = startTwitch()
  popups = allowPopups()
  auth = load()
  await auth.restore()
})

const load = (options: Partial<ImplicitGrantOptions> = {}) =>
  implicitGrant({ clientId: 'client', ...twitch.network, ...options })

/** Clicks on "sign in". Returns the popup and the outcome. */
function click(options = {}) {
  const outcome: { session?: Session; error?: unknown } = {}
  auth.signIn({ popup: true, ...options }).then(
    session => Object.assign(outcome, { session }),
    error => Object.assign(outcome, { error }),
  )
  const popup = popups.at(-1)
  if (!popup) throw new Error('A popup was to open in the same turn as the click.')
  return { popup, outcome }
}

/** Twitch redirects the popup to the page's address, where the page's own scripts run. */
async function comeBack(popup: Popup, href: string, options: Partial<ImplicitGrantOptions> = {}) {
  const here = location.href
  const close = vi.spyOn(globalThis, 'close').mockImplementation(popup.close)
  page.goTo(href)
  const inPopup = load(options)
  await inPopup.restore()
  const address = location.href
  close.mockRestore()
  page.goTo(here)
  return { inPopup, address }
}

describe('sign-in through a popup', () => {
  it('the page stays and is signed in', async () => {
    const { popup, outcome } = click()
    twitch.grant('SECRETada', { scopes: ['bits:read'] })
    await comeBack(popup, agreed(popup.url, 'SECRETada'))
    await pass()
    expect(outcome.session).toMatchObject({ login: 'ada', scopes: ['bits:read'] })
    expect(auth.state.session).toEqual(outcome.session)
    expect(await auth.getToken()).toBe('SECRETada')
    expect(page.assign).not.toHaveBeenCalled()
    expect(location.href).toBe('https://app.example/app?x=1#/route')
  })

  it('a page that shares no BroadcastChannel with its popup, as in a frame of another site, is signed in', async () => {
    const { popup, outcome } = click()
    const postMessage = vi.fn((data: unknown, origin: string) => {
      const event = new MessageEvent('message', { data, origin })
      Object.defineProperty(event, 'source', { value: popup })
      dispatchEvent(event)
    })
    vi.stubGlobal('opener', { postMessage })
    vi.spyOn(Object(BroadcastChannel).prototype, 'postMessage').mockImplementation(() => {})
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(outcome.session?.login).toBe('ada')
  })

  it('signIn() opens the popup synchronously, as browsers require', () => {
    void auth.signIn({ popup: true })
    expect(popups).toHaveLength(1)
    expect(popups[0]?.url.pathname).toBe('/oauth2/authorize')
    expect(popups[0]?.url.searchParams.get('redirect_uri')).toBe('https://app.example/app')
  })

  it('the popup removes the token from its address and closes', async () => {
    const { popup } = click()
    const { address } = await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    expect(address).toBe('https://app.example/app')
    expect(popup.closed).toBe(true)
  })

  it('the popup closes even if the page that opened it is gone', async () => {
    const close = vi.spyOn(globalThis, 'close').mockImplementation(() => {})
    const url = new URL('https://id.twitch.tv/oauth2/authorize')
    url.searchParams.set('redirect_uri', 'https://app.example/app')
    url.searchParams.set('state', 'popup1-2-3-4~tinyhelix:client:default')
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    await load().restore()
    expect(close).toHaveBeenCalledTimes(1)
    expect(auth.state.session).toBeNull()
  })

  it('signIn() works before restore()', async () => {
    auth = load()
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(outcome.session?.login).toBe('ada')
  })

  it('signIn() validates the token once', async () => {
    const { popup } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('forceVerify shows the consent page and can switch the account', async () => {
    const first = click()
    await comeBack(first.popup, agreed(first.popup.url, twitch.grant('SECRETada')))
    await pass()
    const { popup, outcome } = click({ forceVerify: true })
    expect(popup.url.searchParams.get('force_verify')).toBe('true')
    twitch.grant('SECRETbob', { login: 'bob' })
    await comeBack(popup, agreed(popup.url, 'SECRETbob'))
    await pass()
    expect(outcome.session?.login).toBe('bob')
    expect(await auth.getToken()).toBe('SECRETbob')
  })

  it('the next load restores the session', async () => {
    const { popup } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect((await load().restore())?.login).toBe('ada')
  })

  it('two popups can sign in at the same time', async () => {
    const first = click()
    const second = click()
    await comeBack(second.popup, agreed(second.popup.url, twitch.grant('SECRETbob', { login: 'bob' })))
    await pass()
    expect(second.outcome.session?.login).toBe('bob')
    await comeBack(first.popup, agreed(first.popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(first.outcome.session?.login).toBe('ada')
  })

  it('signIn() works when sessionStorage is blocked', async () => {
    page.session.broken.add('global')
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(outcome.session?.login).toBe('ada')
  })
})

describe('a popup that fails', () => {
  const reasonOf = (error: unknown) => ({ code: Object(error).code, reason: Object(error).reason })

  it('signIn() rejects when the browser blocks the popup', async () => {
    vi.mocked(open).mockReturnValue(null)
    await expect(auth.signIn({ popup: true })).rejects.toMatchObject({ code: 'sign_in', reason: 'popup_blocked' })
  })

  it('signIn() rejects two seconds after the user closes the popup', async () => {
    const { popup, outcome } = click()
    await pass(60_000)
    popup.close()
    await pass(1900)
    expect(outcome).toEqual({})
    await pass(1000)
    expect(reasonOf(outcome.error)).toEqual({ code: 'sign_in', reason: 'popup_closed' })
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
  })

  it('a popup that looks closed under a Cross-Origin-Opener-Policy still signs in', async () => {
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const first = click()
    first.popup.closed = true
    await pass(60_000)
    expect(first.outcome).toEqual({})
    await comeBack(first.popup, agreed(first.popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(first.outcome.session?.login).toBe('ada')
    const second = click()
    second.popup.closed = true
    await pass(60_000)
    hasFocus.mockReturnValue(true)
    await pass(3000)
    expect(reasonOf(second.outcome.error)).toEqual({ code: 'sign_in', reason: 'popup_closed' })
  })

  it('a popup that closes just before its answer arrives still signs in', async () => {
    const { popup, outcome } = click()
    popup.close()
    await pass(1500)
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass(60_000)
    expect(outcome.session?.login).toBe('ada')
  })

  it('a user who denies access keeps the older session', async () => {
    const first = click()
    await comeBack(first.popup, agreed(first.popup.url, twitch.grant('SECRETada')))
    await pass()
    const { popup, outcome } = click({ scopes: ['bits:read'] })
    const { address } = await comeBack(popup, denied(popup.url))
    await pass()
    expect(reasonOf(outcome.error)).toEqual({ code: 'sign_in', reason: 'denied' })
    expect(auth.state.session?.login).toBe('ada')
    expect(address).toBe('https://app.example/app')
    expect(popup.closed).toBe(true)
  })

  it('the popup is closed after ten minutes without an answer', async () => {
    const { popup, outcome } = click()
    await pass(9 * 60_000)
    expect(outcome).toEqual({})
    await pass(61_000)
    expect(reasonOf(outcome.error)).toEqual({ code: 'sign_in', reason: 'timeout' })
    expect(popup.closed).toBe(true)
  })

  it('signIn() rejects when the token is for another client id', async () => {
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETstray', { clientId: 'another' })))
    await pass()
    expect(reasonOf(outcome.error)).toEqual({ code: 'sign_in', reason: 'client' })
    expect(auth.state.session).toBeNull()
    expect(page.local.items.size).toBe(0)
  })

  it('signIn() rejects when the token cannot be validated', async () => {
    twitch.cutOff(validate, users)
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(reasonOf(outcome.error)).toEqual({ code: 'sign_in', reason: 'unreachable' })
  })

  it('a failed popup leaves no timer', async () => {
    const { popup } = click()
    popup.close()
    await pass(5000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('answers that are not this popup’s', () => {
  const channel = 'tinyhelix:client:default'
  /** Sends the message of a popup that returned to this address. */
  const relay = (href: string) => hearFromAnotherTab(channel, { redirect: new URL(href).hash.slice(1) })

  it('an answer with another state is ignored', async () => {
    twitch.grant('SECRETattacker', { login: 'attacker' })
    const { popup, outcome } = click()
    const url = new URL(popup.url)
    url.searchParams.set('state', 'popup1~tinyhelix:client:default')
    relay(agreed(url, 'SECRETattacker'))
    url.searchParams.delete('state')
    relay(agreed(url, 'SECRETattacker'))
    hearFromAnotherTab(channel, { redirect: 'no address' })
    await pass(1000)
    expect(outcome).toEqual({})
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(outcome.session?.login).toBe('ada')
  })

  it('a second answer with the same state is ignored', async () => {
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    relay(agreed(popup.url, twitch.grant('SECRETattacker', { login: 'attacker' })))
    await pass(1000)
    expect(outcome.session?.login).toBe('ada')
    expect(auth.state.session?.login).toBe('ada')
  })

  it('an answer that arrives after the sign-in was given up is ignored, and its token is revoked', async () => {
    const { popup } = click()
    popup.close()
    await pass(5000)
    relay(agreed(popup.url, twitch.grant('SECRETada')))
    await pass(1000)
    expect(auth.state.session).toBeNull()
    expect(twitch.isValid('SECRETada')).toBe(false)
  })

  it('an answer for another name is ignored', async () => {
    const other = load({ name: 'other' })
    await other.restore()
    const { popup, outcome } = click()
    await comeBack(popup, agreed(popup.url, twitch.grant('SECRETada')))
    await pass()
    expect(outcome.session?.login).toBe('ada')
    expect(other.state.session).toBeNull()
  })
})
