import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { readRedirect, sameOrigin } from './entry.ts'

const read = (href: string) => {
  const redirect = readRedirect(href)
  return redirect && { params: Object.fromEntries(redirect.params), cleanURL: redirect.cleanURL }
}

describe('reading Twitch’s answer from an address', () => {
  it('a token is taken from the fragment, path and query stay', () => {
    const href = 'https://app.example/back?tab=1&flag#access_token=abc&scope=a%3Ab+c&state=s&token_type=bearer'
    expect(read(href)).toEqual({
      params: { access_token: 'abc', scope: 'a:b c', state: 's', token_type: 'bearer' },
      cleanURL: 'https://app.example/back?tab=1&flag',
    })
  })

  it('an error is taken from the query, the rest of the query and the route stay', () => {
    const error = 'error=access_denied&error_description=The+user+denied+you+access&state=s'
    expect(read(`https://app.example/?tab=1&${error}#/route`)).toEqual({
      params: { tab: '1', error: 'access_denied', error_description: 'The user denied you access', state: 's' },
      cleanURL: 'https://app.example/?tab=1#/route',
    })
  })

  it('an error is taken from the fragment', () => {
    expect(read('https://app.example/#error=access_denied&state=s')).toEqual({
      params: { error: 'access_denied', state: 's' },
      cleanURL: 'https://app.example/',
    })
  })

  it.each([
    ['?err%6Fr=access_denied&st%61te=s', ''],
    ['?%65rror=e&state=s&%65rror%5Fdescription=why&tab=a%20b', '?tab=a%20b'],
    ['?tab=%7E&error&state=s&flag', '?tab=%7E&flag'],
    ['?errors%2Dmine=1&error=e&%73tate=s&states=2', '?errors%2Dmine=1&states=2'],
  ])('an error with percent-encoded names is taken, the rest stays as written: %s', (query, clean) => {
    const redirect = readRedirect(`https://app.example/${query}#/route`)
    expect(redirect?.params.get('state')).toBe('s')
    expect(redirect?.cleanURL).toBe(`https://app.example/${clean}#/route`)
  })

  it.each([
    'https://app.example/',
    'https://app.example/#/route',
    'https://app.example/#/route?access_token=abc',
    'https://app.example/#!/error/state',
    'https://app.example/#section-2',
    'https://app.example/#error',
    'https://app.example/?error=not+found',
    'https://app.example/?state=open',
    'https://app.example/?access_token=abc&state=s',
    'about:blank',
    'no address',
    '',
  ])('an address without an answer stays as it is: %s', href => {
    expect(readRedirect(href)).toBeNull()
  })

  it('any string gives an address without the token, or null', () => {
    const piece = fc.oneof(
      fc.constantFrom('#', '?', '&', '=', '%', '%zz', '/', '\\', 'access_token', 'error', 'state', 'https://a.b/'),
      fc.constantFrom('__proto__', 'constructor', 'prototype', '\u0000', '\ud800', '💥'),
      fc.string({ unit: 'binary' }),
    )
    const anything = fc.oneof(
      fc.array(piece).map(pieces => pieces.join('')),
      fc.array(piece).map(pieces => `https://app.example/${pieces.join('')}`),
    )
    fc.assert(
      fc.property(anything, href => {
        const redirect = readRedirect(href)
        if (redirect === null) return true
        const clean = new URL(redirect.cleanURL)
        return (
          redirect.params instanceof URLSearchParams &&
          clean.href === redirect.cleanURL &&
          clean.origin === new URL(href).origin &&
          !readRedirect(redirect.cleanURL)?.params.has('access_token')
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('an answer is read back as it was written, with any text around it', () => {
    const value = fc.string({ minLength: 1, unit: 'grapheme' })
    fc.assert(
      fc.property(value, value, fc.dictionary(value, value), (token, state, others) => {
        const fragment = new URLSearchParams({ ...others, access_token: token, state })
        const redirect = readRedirect(`https://app.example/back?x=1#${fragment}`)
        const { params, cleanURL } = redirect ?? {}
        return (
          params?.get('access_token') === token &&
          params.get('state') === state &&
          cleanURL === 'https://app.example/back?x=1'
        )
      }),
    )
  })

  it('names in an address do not change a prototype', () => {
    const before = Reflect.ownKeys(Object.prototype)
    readRedirect(
      'https://app.example/#__proto__[polluted]=1&__proto__.polluted=1&constructor[prototype]=1&access_token=a',
    )
    readRedirect('https://app.example/?__proto__=1&error=e&state=s')
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before)
    expect(Object({})).not.toHaveProperty('polluted')
  })
})

describe('an address of the page’s own origin', () => {
  const page = 'https://app.example/deep/page?x#y'

  it.each([
    ['https://app.example/other?a=1#b', 'https://app.example/other?a=1#b'],
    ['https://app.example', 'https://app.example/'],
    ['/other', 'https://app.example/other'],
    ['other', 'https://app.example/deep/other'],
    ['?a=1', 'https://app.example/deep/page?a=1'],
    ['#b', 'https://app.example/deep/page?x#b'],
    ['', 'https://app.example/deep/page?x'],
  ])('%s resolves to %s', (to, href) => {
    expect(sameOrigin(to, page)).toBe(href)
  })

  it.each([
    'https://evil.example/',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'https://user@app.example/',
    'https://user:password@app.example/',
    'https://app.example:444/',
    'http://app.example/',
    '//evil.example/',
    '\\\\evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://app.example/1',
    'file:///etc/passwd',
    'https://',
  ])('%j is not an address of the own origin', to => {
    expect(sameOrigin(to, page)).toBeNull()
  })

  it('any string resolves to an address of the own origin, or to null', () => {
    const piece = fc.oneof(fc.constantFrom('/', '\\', ':', '@', '//', 'https:', '\t', 'app.example', '.'), fc.string())
    fc.assert(
      fc.property(
        fc.array(piece).map(pieces => pieces.join('')),
        to => {
          const href = sameOrigin(to, page)
          if (href === null) return true
          const { origin, username, password } = new URL(href)
          return origin === 'https://app.example' && !username && !password
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('a page without an origin has no own addresses', () => {
    for (const opaque of ['about:blank', 'data:text/html,x', '', 'no address']) {
      expect(sameOrigin('/x', opaque)).toBeNull()
    }
  })
})
