import * as library from 'tinyhelix'
import { createClient, type EndpointSpec, getUsers, revokeToken, userToken, validateToken } from 'tinyhelix'
import { confidentialApplication, createFakeTwitch, demoApplication, type FakeTwitchOptions } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { describe, expect, it, vi } from 'vitest'

const isEndpoint = (value: unknown): value is { readonly spec: EndpointSpec } =>
  typeof value === 'function' && 'spec' in value

const redirectURI = 'http://localhost:5173/signed-in'

async function readPage(answer: Promise<Response>) {
  const response = await answer
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** A fake without CORS rules, as browsers load pages. */
const setUp = (options?: FakeTwitchOptions) => {
  const fake = createFakeTwitch({ cors: false, ...options })
  const { authURL } = fake.network
  return {
    fake,
    authorizeURL: (given: Record<string, string> = {}) => {
      const asked = { response_type: 'token', client_id: fake.clientId, redirect_uri: redirectURI, scope: '', ...given }
      return `${authURL}/authorize?${new URLSearchParams(asked)}`
    },
    open: async (url: string) => {
      const { status, headers, ...page } = await readPage(fake.fetch(url))
      return { status, location: headers.get('location') ?? undefined, ...page }
    },
    post: async (path: string, form: Record<string, string>) => {
      const response = await fake.fetch(authURL + path, { method: 'POST', body: new URLSearchParams(form) })
      const text = await response.text()
      return { status: response.status, body: text && JSON.parse(text) }
    },
    validate: async (authorization: string) => {
      const response = await fake.fetch(`${authURL}/validate`, { headers: { authorization } })
      return { status: response.status, body: await response.json() }
    },
  }
}

const refused = (status: number, message: string) => ({ status, body: { status, message } })

describe('the consent page', () => {
  it('the page describes the scopes in words and names the account', async () => {
    const { open, authorizeURL } = setUp()
    const { status, body } = await open(authorizeURL({ scope: 'channel:manage:polls user:read:email' }))
    expect(status).toBe(200)
    expect(body).toContain('Fake Twitch')
    expect(body).toContain('start and end polls')
    expect(body).toContain('see your e-mail address')
    expect(body).toMatch(/value="ada" checked/)
  })

  it('the page accepts every scope that an endpoint needs', async () => {
    const { open, authorizeURL } = setUp()
    const described: readonly unknown[] = Object.values(library)
    const scopes = described.flatMap(value => (isEndpoint(value) ? value.spec.scopes : []))
    expect(scopes.length).toBeGreaterThan(100)
    await expect(open(authorizeURL({ scope: scopes.join(' ') }))).resolves.toMatchObject({ status: 200 })
  })

  it('consenting redirects with a token in the fragment', async () => {
    const { fake, authorizeURL } = setUp()
    const back = new URL(
      await fake.consent(authorizeURL({ scope: 'bits:read user:edit', state: 'a b&c' }), { user: 'pixelfox' }),
    )
    expect(back.origin + back.pathname).toBe(redirectURI)
    expect(back.search).toBe('')
    expect(back.hash).toMatch(/^#access_token=\w{30}&scope=bits%3Aread\+user%3Aedit&state=a\+b%26c&token_type=bearer$/)
    const token = new URLSearchParams(back.hash.slice(1)).get('access_token') ?? ''
    await expect(validateToken(token, fake.network)).resolves.toMatchObject({
      clientId: fake.clientId,
      login: 'pixelfox',
      userId: '1002',
      scopes: ['bits:read', 'user:edit'],
    })
  })

  it('refusing redirects with an error in the query', async () => {
    const { fake, authorizeURL } = setUp()
    const url = authorizeURL({ state: 'x', redirect_uri: 'https://127.0.0.1/back?page=1' })
    await expect(fake.consent(url, { deny: true })).resolves.toBe(
      'https://127.0.0.1/back?page=1&error=access_denied&error_description=The+user+denied+you+access&state=x',
    )
  })

  it.for(['user:read:mind', 'constructor'])('the unknown scope %s redirects with an error', async scope => {
    const { open, authorizeURL } = setUp()
    const { status, location } = await open(authorizeURL({ scope }))
    expect(status).toBe(302)
    const query = new URLSearchParams({ error: 'invalid_scope', error_description: `invalid scope: '${scope}'` })
    expect(location).toBe(`${redirectURI}?${query}`)
  })

  it.for([
    ['an unknown application', { client_id: 'nobody' }],
    ['an address that is not registered', { redirect_uri: 'https://example.com/' }],
    ['no address', { redirect_uri: '' }],
    ['an address of another kind', { redirect_uri: 'ftp://localhost/' }],
    ['another kind of answer', { response_type: 'code' }],
  ] as const)('%s does not redirect', async ([, given]) => {
    const { fake, open, authorizeURL } = setUp()
    await expect(fake.consent(authorizeURL(given))).rejects.toThrow(
      /^The fake refuses this address: (invalid client|Parameter redirect_uri|invalid response type)/,
    )
    const { status, location } = await open(authorizeURL(given))
    expect({ status, location }).toEqual({ status: 400, location: undefined })
  })

  it('redirect addresses are compared exactly', async () => {
    const redirectUris = ['https://app.example/back']
    const { open, authorizeURL } = setUp({ applications: [{ id: 'mine', name: 'Mine', redirectUris }] })
    await expect(open(authorizeURL({ redirect_uri: 'https://app.example/back' }))).resolves.toMatchObject({
      status: 200,
    })
    await expect(open(authorizeURL({ redirect_uri: 'https://app.example/back/' }))).resolves.toMatchObject({
      status: 400,
    })
  })

  it('any answer but yes is a refusal', async () => {
    const { fake, authorizeURL } = setUp()
    const { headers } = await fake.fetch(authorizeURL(), { method: 'POST', body: 'user=ada' })
    expect(headers.get('location')).toContain('?error=access_denied')
  })

  it('an unknown account is refused', async () => {
    const { fake, authorizeURL } = setUp()
    const body = 'user=nobody_at_all&decision=authorize'
    const page = await readPage(fake.fetch(authorizeURL(), { method: 'POST', body }))
    expect([page.status, page.headers.get('location')]).toEqual([400, null])
    expect(page.body).toContain('There is no such account.')
  })

  it('no parameter becomes part of the page', async () => {
    const script = '"><script>alert(1)</script>'
    const { fake, open, authorizeURL } = setUp({ applications: [{ id: 'mine', name: script }] })
    const { status, body } = await open(authorizeURL({ state: script }))
    expect({ status, isUnharmed: !body.includes('<script') }).toEqual({ status: 200, isUnharmed: true })
    expect(body).toContain('&quot;&gt;&lt;script&gt;')
    const code = new URLSearchParams({ 'device-code': script })
    const { body: activate } = await readPage(fake.fetch(`https://www.twitch.tv/activate?${code}`))
    expect(activate).not.toContain('<script')
  })

  it('some browsers get a page in place of a redirect', async () => {
    const { fake, open, authorizeURL } = setUp()
    fake.fail({ path: '/authorize', status: 403, body: { error: 'Invalid CSRF Token' } })
    await expect(open(authorizeURL())).resolves.toMatchObject({ status: 403, body: '{"error":"Invalid CSRF Token"}' })
  })
})

it('a user who has consented before is redirected at once, except with force_verify', async () => {
  await using twitch = await served()
  const { authURL } = twitch.network
  const url = (more: Record<string, string>) =>
    `${authURL}/authorize?${new URLSearchParams({ response_type: 'token', client_id: twitch.fake.clientId, redirect_uri: redirectURI, ...more })}`
  const visit = async (more: Record<string, string>, cookie = '') => {
    const response = await fetch(url(more), { redirect: 'manual', headers: { cookie } })
    return response.status
  }
  const form = new URLSearchParams({ user: 'mossyotter', decision: 'authorize' })
  const agreed = await fetch(url({ scope: 'bits:read' }), { method: 'POST', body: form, redirect: 'manual' })
  const [cookie = ''] = agreed.headers.getSetCookie().map(text => text.split(';')[0])

  await expect(visit({ scope: 'bits:read' })).resolves.toBe(200)
  await expect(visit({ scope: 'bits:read' }, cookie)).resolves.toBe(302)
  await expect(visit({ scope: '' }, cookie)).resolves.toBe(302)
  await expect(visit({ scope: 'bits:read user:edit' }, cookie)).resolves.toBe(200)
  await expect(visit({ scope: 'bits:read', force_verify: 'true' }, cookie)).resolves.toBe(200)
})

describe('/validate', () => {
  it('/validate returns the user of the token', async () => {
    const { fake, validate } = setUp({ now: () => 1_800_000_000_000 })
    const token = fake.grant({ user: 'pixelfox', scopes: ['bits:read'], expiresInSeconds: 100 })
    for (const scheme of ['OAuth', 'Bearer']) {
      await expect(validate(`${scheme} ${token}`)).resolves.toEqual({
        status: 200,
        body: { client_id: fake.clientId, login: 'pixelfox', scopes: ['bits:read'], user_id: '1002', expires_in: 100 },
      })
    }
  })

  it('/validate returns no user for an app token, and null for no scopes', async () => {
    const { fake, validate } = setUp({ now: () => 1_800_000_000_000 })
    const token = fake.grant({ kind: 'app', expiresInSeconds: null })
    await expect(validate(`OAuth ${token}`)).resolves.toEqual({
      status: 200,
      body: { client_id: fake.clientId, scopes: null, expires_in: 0 },
    })
  })

  it('/validate refuses tokens that are invalid, expired or not from OAuth', async () => {
    const { fake, validate } = setUp()
    await expect(validate('OAuth invented')).resolves.toEqual(refused(401, 'invalid access token'))
    await expect(validate(`OAuth ${fake.grant({ expiresInSeconds: -1 })}`)).resolves.toEqual(
      refused(401, 'invalid access token'),
    )
    await expect(validate(`OAuth ${fake.grant({ kind: 'extension' })}`)).resolves.toEqual(
      refused(401, 'invalid access token'),
    )
    await expect(validate('nonsense')).resolves.toEqual(refused(401, 'missing authorization token'))
  })
})

describe('/revoke', () => {
  it('/revoke ends a token', async () => {
    const { fake, validate } = setUp()
    const token = fake.grant()
    await expect(revokeToken(token, { clientId: fake.clientId, ...fake.network })).resolves.toBeUndefined()
    await expect(validate(`OAuth ${token}`)).resolves.toMatchObject({ status: 401 })
  })

  it('/revoke refuses unknown tokens and clients', async () => {
    const { fake, post } = setUp()
    const token = fake.grant()
    await expect(post('/revoke', { token })).resolves.toEqual(refused(400, 'missing client id'))
    await expect(post('/revoke', { token, client_id: 'nobody' })).resolves.toEqual(
      refused(404, 'client does not exist'),
    )
    await expect(post('/revoke', { client_id: fake.clientId })).resolves.toEqual(refused(400, 'missing oauth token'))
    await expect(post('/revoke', { token, client_id: confidentialApplication.id })).resolves.toEqual(
      refused(400, 'Invalid token'),
    )
    await expect(post('/revoke', { token: 'x', client_id: fake.clientId })).resolves.toEqual(
      refused(400, 'Invalid token'),
    )
  })
})

describe('sign-in by device code', () => {
  const start = async () => {
    const now = vi.fn(() => 1_800_000_000_000)
    const set = setUp({ now })
    const { clientId } = set.fake
    const { body } = await set.post('/device', { client_id: clientId, scopes: 'bits:read user:edit' })
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
    const pass = (seconds: number) => void now.mockReturnValue(now() + seconds * 1000)
    const ask = async (seconds: number) => {
      pass(seconds)
      return set.post('/token', { client_id: clientId, scopes: '', device_code: body.device_code, grant_type })
    }
    return { ...set, started: body, ask, pass }
  }

  it('/device returns a code for the user', async () => {
    const { started } = await start()
    expect(started).toEqual({
      device_code: expect.stringMatching(/^\w{40}$/),
      expires_in: 1800,
      interval: 5,
      user_code: expect.stringMatching(/^[A-Z]{8}$/),
      verification_uri: `https://www.twitch.tv/activate?device-code=${started.user_code}`,
    })
  })

  it.for(['user:read:mind', 'constructor'])('/device refuses the unknown scope %s', async scope => {
    const { fake, post } = setUp()
    await expect(post('/device', { client_id: fake.clientId, scopes: `bits:read ${scope}` })).resolves.toEqual(
      refused(400, `invalid scope: '${scope}'`),
    )
  })

  it('each device has its own codes, also after another one is done', async () => {
    const { fake, ask, started, post } = await start()
    const waiting = (await post('/device', { client_id: fake.clientId })).body
    fake.activate(started.user_code)
    await expect(ask(5)).resolves.toMatchObject({ status: 200 })
    const next = (await post('/device', { client_id: fake.clientId })).body
    const codes = [started, waiting, next].flatMap(({ device_code, user_code }) => [device_code, user_code])
    expect(new Set(codes).size).toBe(6)
  })

  it('the page lists the scopes, and keys reach the list', async () => {
    const { open, started } = await start()
    const { body } = await open(started.verification_uri)
    expect(body).toContain('<ul><li>see Bits that were used in your channel <code>bits:read</code></li>')
  })

  it('a code is valid for its own application only', async () => {
    const { fake, started, post } = await start()
    fake.activate(started.user_code)
    const { id: client_id, secret: client_secret = '' } = confidentialApplication
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
    const asked = { client_id, client_secret, grant_type, device_code: started.device_code }
    await expect(post('/token', asked)).resolves.toEqual(refused(400, 'invalid device code'))
  })

  it('a refresh token is valid for its own application only', async () => {
    const { fake, ask, started, post } = await start()
    fake.activate(started.user_code)
    const { refresh_token } = (await ask(5)).body
    const { id: client_id, secret: client_secret = '' } = confidentialApplication
    const asked = { client_id, client_secret, grant_type: 'refresh_token', refresh_token }
    await expect(post('/token', asked)).resolves.toEqual(refused(400, 'Invalid refresh token'))
  })

  it('/device refuses unknown applications', async () => {
    const { post } = setUp()
    await expect(post('/device', { client_id: 'nobody' })).resolves.toEqual(refused(400, 'invalid client'))
  })

  it('polling is pending, too fast, then signed in, once', async () => {
    const { fake, ask, started } = await start()
    await expect(ask(5)).resolves.toEqual(refused(400, 'authorization_pending'))
    await expect(ask(1)).resolves.toEqual(refused(400, 'slow_down'))
    fake.activate(started.user_code, { user: 'tinkerbee' })
    const { status, body } = await ask(5)
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        access_token: expect.any(String),
        refresh_token: expect.any(String),
        expires_in: 14_400,
        scope: ['bits:read', 'user:edit'],
        token_type: 'bearer',
      },
    })
    await expect(
      getUsers(createClient({ ...fake.network, auth: userToken(body.access_token) })),
    ).resolves.toMatchObject([{ login: 'tinkerbee' }])
    await expect(ask(5)).resolves.toEqual(refused(400, 'invalid device code'))
  })

  it('a refresh token renews the token once', async () => {
    const { fake, ask, started, post } = await start()
    fake.activate(started.user_code)
    const { refresh_token, access_token } = (await ask(5)).body
    const renew = (given: string) =>
      post('/token', { client_id: fake.clientId, grant_type: 'refresh_token', refresh_token: given })
    const { status, body } = await renew(refresh_token)
    expect(status).toBe(200)
    expect(body.access_token).not.toBe(access_token)
    await expect(renew(refresh_token)).resolves.toEqual(refused(400, 'Invalid refresh token'))
    await expect(renew(body.refresh_token)).resolves.toMatchObject({ status: 200 })
  })

  it('a refresh token expires after thirty days', async () => {
    const { fake, ask, started, post, pass } = await start()
    fake.activate(started.user_code)
    const renew = (given: string) =>
      post('/token', { client_id: fake.clientId, grant_type: 'refresh_token', refresh_token: given })
    const { body: first } = await ask(5)
    pass(30 * 24 * 3600 - 1)
    const { status, body: second } = await renew(first.refresh_token)
    expect(status).toBe(200)
    pass(30 * 24 * 3600)
    await expect(renew(second.refresh_token)).resolves.toEqual(refused(400, 'Invalid refresh token'))
  })

  it('a code is denied, or expires', async () => {
    const denied = await start()
    denied.fake.activate(denied.started.user_code, { deny: true })
    await expect(denied.ask(5)).resolves.toEqual(refused(400, 'access_denied'))
    const late = await start()
    await expect(late.ask(1800)).resolves.toEqual(refused(400, 'invalid device code'))
    expect(() => late.fake.activate(late.started.user_code)).toThrow('No device waits with this code.')
  })

  it('the user signs the device in on a page', async () => {
    await using twitch = await served()
    const client_id = twitch.fake.clientId
    const started = await fetch(`${twitch.network.authURL}/device`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, scopes: 'user:edit' }),
    })
    const { verification_uri, user_code } = await started.json()
    expect(verification_uri).toBe(`${twitch.url}/activate?device-code=${user_code}`)
    await expect(page(`${twitch.url}/activate`)).resolves.toContain('name="device-code"')
    await expect(page(`${twitch.url}/activate?device-code=NOTHINGS`)).resolves.toContain(
      'No device waits with this code.',
    )
    await expect(page(verification_uri)).resolves.toContain('change your description')
    const form = new URLSearchParams({ 'device-code': user_code.toLowerCase(), user: 'ada', decision: 'authorize' })
    await expect(page(`${twitch.url}/activate`, { method: 'POST', body: form })).resolves.toContain(
      'Your device is signed in',
    )
  })
})

describe('an application with a secret', () => {
  const { id: client_id, secret: client_secret = '' } = confidentialApplication

  it('the application gets an app token', async () => {
    const { post, fake } = setUp()
    const { status, body } = await post('/token', { client_id, client_secret, grant_type: 'client_credentials' })
    expect({ status, body }).toEqual({
      status: 200,
      body: { access_token: expect.any(String), expires_in: expect.any(Number), token_type: 'bearer' },
    })
    await expect(validateToken(body.access_token, fake.network)).resolves.toMatchObject({
      clientId: client_id,
      userId: null,
    })
  })

  it.for([
    [{ client_id, grant_type: 'client_credentials' }, 400, 'missing client secret'],
    [{ client_id, grant_type: 'client_credentials', client_secret: 'wrong' }, 403, 'invalid client secret'],
    [{ client_id, grant_type: 'refresh_token', refresh_token: 'x' }, 400, 'missing client secret'],
    [{ client_id: 'nobody', grant_type: 'refresh_token' }, 400, 'invalid client'],
    [{ client_id: demoApplication.id, grant_type: 'client_credentials' }, 403, 'invalid client secret'],
    [{ client_id, client_secret, grant_type: 'password' }, 400, 'invalid grant type'],
  ] as const)('a request of %o is refused', async ([form, status, message]) => {
    await expect(setUp().post('/token', form)).resolves.toEqual(refused(status, message))
  })
})

it('the log of requests contains no token', async () => {
  const { fake, post } = setUp()
  const token = fake.grant()
  await getUsers(createClient({ ...fake.network, auth: userToken(token) }))
  await post('/revoke', { client_id: fake.clientId, token })
  await post('/token', { client_id: fake.clientId, grant_type: 'refresh_token', refresh_token: token })
  expect(fake.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /validate',
    'GET /users',
    'POST /revoke',
    'POST /token',
  ])
  expect(JSON.stringify(fake.requests)).not.toContain(token)
})

const served = async () => {
  const twitch = await serveFakeTwitch()
  return { ...twitch, [Symbol.asyncDispose]: twitch.close }
}

const page = async (url: string, init?: RequestInit) => (await fetch(url, init)).text()
