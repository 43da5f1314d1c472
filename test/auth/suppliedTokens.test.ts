import {
  appToken,
  clientCredentials,
  createClient,
  type ExtensionHelper,
  extensionHelper,
  getStreams,
  isHelixError,
  jwtToken,
  revokeToken,
  tokenFromURL,
  type UserTokenOptions,
  userToken,
  validateToken,
} from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startServer } from '../core/server.ts'
import { allThatShows } from './page.ts'
import {
  hour,
  json,
  pass,
  refusal,
  startTwitch,
  stopTime,
  streams,
  type Twitch,
  token,
  users,
  validate,
} from './twitch.ts'

let twitch: Twitch

beforeEach(() => {
  twitch = startTwitch()
})

const error = (promise: PromiseLike<unknown>) =>
  Promise.resolve(promise).then(
    () => {
      throw new Error('This was to reject.')
    },
    (error: unknown) => error,
  )

describe('userToken', () => {
  it('userToken validates its token to find the user and the client id', async () => {
    twitch.grant('SECRETada', { scopes: ['bits:read'] })
    const auth = userToken('SECRETada', twitch.network)
    expect(auth.state).toEqual({ status: 'pending', session: null, error: null })
    expect(await getStreams(createClient({ auth, ...twitch.network }))).toEqual([])
    expect(auth.state.session).toMatchObject({ login: 'ada', clientId: 'client', scopes: ['bits:read'] })
  })

  it('userToken calls its function for the first token, and again when Twitch refuses that', async () => {
    const tokens = ['SECRET1', 'SECRET2']
    for (const token of tokens) twitch.grant(token)
    const getToken = vi.fn(async () => tokens.shift() ?? '')
    const auth = userToken(getToken, twitch.network)
    const client = createClient({ auth, ...twitch.network })
    await getStreams(client)
    await getStreams(client)
    expect(getToken).toHaveBeenCalledTimes(1)
    twitch.revoke('SECRET1')
    expect(await getStreams(client)).toEqual([])
    expect(getToken).toHaveBeenCalledTimes(2)
    expect(auth.state.status).toBe('signed-in')
  })

  it('userToken calls its function once for parallel calls, also when all are refused', async () => {
    const tokens = ['SECRET1', 'SECRET2']
    for (const token of tokens) twitch.grant(token)
    const getToken = vi.fn(async () => tokens.shift() ?? '')
    const client = createClient({ auth: userToken(getToken, twitch.network), ...twitch.network })
    await Promise.all([getStreams(client), getStreams(client), getStreams(client)])
    expect(getToken).toHaveBeenCalledTimes(1)
    twitch.revoke('SECRET1')
    await Promise.all([getStreams(client), getStreams(client), getStreams(client)])
    expect(getToken).toHaveBeenCalledTimes(2)
  })

  it('userToken does not send a refused token again, and the error says so', async () => {
    const auth = userToken(() => 'SECRETdead', twitch.network)
    expect(await error(auth.getToken())).toMatchObject({ code: 'token' })
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    twitch.grant('SECRETdead')
    expect(await error(auth.getToken())).toMatchObject({ code: 'token' })
  })

  it('userToken does not send a token that is refused during its validation', async () => {
    stopTime()
    const auth = userToken(twitch.grant('SECRETada'), twitch.network)
    await auth.getToken()
    let answer = () => {}
    const told = new Promise<void>(resolve => {
      answer = resolve
    })
    twitch.answer(validate, async () => {
      await told
      return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in: 5_000_000 })
    })
    await pass(2 * hour)
    expect(await auth.getToken()).toBe('SECRETada')
    await pass()
    auth.invalidate('SECRETada')
    answer()
    expect(await error(auth.getToken())).toMatchObject({ code: 'token' })
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('userToken asks Helix only for facts that no option supplies', async () => {
    stopTime()
    const options = { clientId: 'client', ...twitch.network }
    expect(await error(userToken('SECRETdead', options).getToken())).toMatchObject({ code: 'token' })
    const auth = userToken(twitch.grant('SECRETada'), options)
    await auth.getToken()
    twitch.cutOff(validate)
    await pass(2 * hour)
    expect(await auth.getToken()).toBe('SECRETada')
    expect(twitch.received(users)).toEqual([])
  })

  it('userToken calls its function again after it failed', async () => {
    twitch.grant('SECRETada')
    const getToken = vi.fn<() => Promise<string>>()
    getToken.mockRejectedValueOnce(new Error('the server is down')).mockResolvedValue('SECRETada')
    const auth = userToken(getToken, twitch.network)
    expect(await error(auth.getToken())).toMatchObject({
      code: 'token',
      message: expect.stringContaining('the server is down'),
    })
    expect(auth.state.status).toBe('signed-out')
    expect(await auth.getToken()).toBe('SECRETada')
    expect(auth.state.status).toBe('signed-in')
  })

  it('userToken keeps the known session while Twitch is unreachable', async () => {
    twitch.grant('SECRETada')
    twitch.cutOff(validate, users)
    const known: UserTokenOptions = {
      clientId: 'client',
      user: { id: '1', login: 'ada' },
      scopes: ['bits:read'],
    }
    const auth = userToken('SECRETada', { ...twitch.network, ...known })
    expect(await auth.getToken()).toBe('SECRETada')
    expect(auth.state.session).toMatchObject({ userId: '1', login: 'ada', clientId: 'client', scopes: ['bits:read'] })
    expect(userToken('SECRETada', { user: '1' }).kind).toBe('user')
  })

  it('userToken validates again with the next call when Twitch was not reached', async () => {
    twitch.grant('SECRETada')
    twitch.cutOff(validate)
    const auth = userToken('SECRETada', twitch.network)
    const client = createClient({ auth, ...twitch.network })
    expect(await error(getStreams(client))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('no answer from id.twitch.tv'),
    })
    twitch.cutOff()
    expect(await getStreams(client)).toEqual([])
    expect(auth.state.session).toMatchObject({ login: 'ada', clientId: 'client' })
  })

  it('userToken asks Helix for the user, with the client’s client id, when id.twitch.tv is unreachable', async () => {
    twitch.grant('SECRETada')
    twitch.cutOff(validate)
    const auth = userToken('SECRETada')
    expect(await getStreams(createClient({ auth, clientId: 'client', ...twitch.network }))).toEqual([])
    expect(auth.state.session).toMatchObject({ userId: 'id-of-ada', clientId: 'client' })
  })

  it.each([
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    [undefined, 'it is empty'],
    ['Bearer SECRETada', 'write it without "Bearer "'],
    ['OAuth SECRETada', 'write it without "OAuth "'],
    ['oauth:SECRETada', 'write it without "oauth:"'],
    ['two words', 'it has characters that no token has'],
    ['line\nbreak', 'it has characters that no token has'],
    ['SECRET💥', 'it has characters that no token has'],
  ])('userToken rejects %j because it is not a token', async (text, reason) => {
    const auth = userToken(Object({ text }).text, twitch.network)
    const thrown = await error(auth.getToken())
    expect(thrown).toMatchObject({ code: 'token', message: `This is no token: ${reason}.` })
    expect(twitch.received()).toEqual([])
    expect(allThatShows([thrown, auth.state])).not.toContain('SECRET')
  })

  it('userToken trims white space around a token', async () => {
    expect(await userToken(` ${twitch.grant('SECRETada')}\n`, twitch.network).getToken()).toBe('SECRETada')
  })
})

describe.each([
  ['appToken', appToken, 'app'],
  ['jwtToken', jwtToken, 'jwt'],
] as const)('%s', (_, make, kind) => {
  it('getToken() returns the token as it is without a request, and the session is null', async () => {
    const auth = make('SECRETtoken')
    expect(auth.kind).toBe(kind)
    expect(auth.state.status).toBe('pending')
    expect(await auth.getToken()).toBe('SECRETtoken')
    const none = { userId: null, login: null, clientId: null, scopes: null, expiresAt: null }
    expect(auth.state).toEqual({ status: 'signed-in', session: none, error: null })
  })

  it('the function is called once, until Twitch refuses the token', async () => {
    const getToken = vi.fn<() => Promise<string>>().mockResolvedValueOnce('SECRET1').mockResolvedValueOnce('SECRET2')
    const auth = make(getToken)
    expect(await Promise.all([auth.getToken(), auth.getToken()])).toEqual(['SECRET1', 'SECRET1'])
    auth.invalidate('SECRETstray')
    expect(await auth.getToken()).toBe('SECRET1')
    auth.invalidate('SECRET1')
    expect(await auth.getToken()).toBe('SECRET2')
    expect(getToken).toHaveBeenCalledTimes(2)
  })

  it('a token that Twitch refused rejects', async () => {
    const auth = make('SECRETtoken')
    auth.invalidate(await auth.getToken())
    expect(await error(auth.getToken())).toMatchObject({ code: 'token' })
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('a missing token rejects with that reason, and the function is called again', async () => {
    const getToken = vi.fn<() => Promise<string>>()
    getToken.mockRejectedValueOnce(new Error('the server is down')).mockResolvedValue('SECRETtoken')
    const auth = make(getToken)
    expect(await error(auth.getToken())).toMatchObject({ code: 'token' })
    expect(await auth.getToken()).toBe('SECRETtoken')
  })

  it('no output contains the token', async () => {
    const auth = make('SECRETtoken')
    await auth.getToken()
    auth.invalidate('SECRETtoken')
    const thrown = await error(auth.getToken())
    expect(allThatShows([auth, auth.state, thrown])).not.toContain('SECRET')
  })
})

describe('an address without a token', () => {
  it('userToken(null) is signed out, and the error says there is no token', async () => {
    const auth = userToken(tokenFromURL('https://overlay.example/'), twitch.network)
    expect(auth.state.status).toBe('pending')
    const thrown = await error(getStreams(createClient({ auth, ...twitch.network })))
    expect(thrown).toMatchObject({ code: 'token', message: expect.stringContaining('address') })
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: thrown })
    expect(twitch.received()).toEqual([])
  })
})

describe('token and session', () => {
  it('getCredentials() of every auth returns a token with its session and nothing else', async () => {
    twitch.answer(token, () => json(200, { access_token: twitch.grant('SECRETapp'), expires_in: 5_000_000 }))
    const ext: ExtensionHelper = { onAuthorized: tell => tell(authorized) }
    const authorized = { channelId: '7', clientId: 'client', userId: 'U1', helixToken: 'SECRETviewer' }
    const auths = {
      SECRETada: userToken(twitch.grant('SECRETada'), twitch.network),
      SECRETserver: appToken('SECRETserver'),
      SECRETjwt: jwtToken(() => 'SECRETjwt'),
      SECRETapp: clientCredentials({ clientId: 'client', clientSecret: 'SECRETsecret', ...twitch.network }),
      SECRETviewer: extensionHelper(ext),
    }
    for (const [token, auth] of Object.entries(auths)) {
      const credentials = await auth.getCredentials?.()
      expect(credentials).toEqual({ token, session: auth.state.session })
      expect(await auth.getCredentials?.(undefined, true)).toEqual(credentials)
      const controller = new AbortController()
      controller.abort()
      await expect(auth.getCredentials?.(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    }
  })

  it('getCredentials() returns token and session of one user, whenever a function changes the user', async () => {
    const tokens = ['ada', 'bob', 'eve'].map(login => twitch.grant(`SECRET${login}`, { login }))
    const auth = userToken(() => tokens.shift() ?? '', twitch.network)
    for (const login of ['ada', 'bob', 'eve']) {
      const credentials = await Promise.all([auth.getCredentials?.(), auth.getCredentials?.()])
      for (const found of credentials) expect(found).toMatchObject({ token: `SECRET${login}`, session: { login } })
      auth.invalidate(`SECRET${login}`)
    }
  })
})

describe('clientCredentials', () => {
  const options = { clientId: 'client', clientSecret: 'SECRETsecret' }

  it('clientCredentials requests a token with the secret in a form, and another one when it expires', async () => {
    let count = 0
    twitch.answer(token, () => {
      count++
      twitch.grant(`SECRET${count}`)
      return json(200, { access_token: `SECRET${count}`, expires_in: 5_000_000, token_type: 'bearer' })
    })
    const auth = clientCredentials({ ...options, ...twitch.network })
    const client = createClient({ auth, clientId: 'client', ...twitch.network })
    expect(await getStreams(client)).toEqual([])
    const [sent] = twitch.received(token)
    expect(Object.fromEntries(sent?.form ?? [])).toEqual({
      client_id: 'client',
      client_secret: 'SECRETsecret',
      grant_type: 'client_credentials',
    })
    expect(sent?.url.search).toBe('')
    twitch.revoke('SECRET1')
    expect(await getStreams(client)).toEqual([])
    expect(twitch.received(token)).toHaveLength(2)
  })

  it('clientCredentials throws in a page, where everybody could read the secret', () => {
    vi.stubGlobal('document', {})
    const build = () => clientCredentials(options)
    expect(build).toThrow(/secret/)
    try {
      build()
    } catch (thrown) {
      expect(isHelixError(thrown, 'token')).toBe(true)
      expect(allThatShows(thrown)).not.toContain('SECRET')
    }
    vi.unstubAllGlobals()
    expect(clientCredentials(options).kind).toBe('app')
  })

  it('the error has Twitch’s message without the secret', async () => {
    twitch.answer(token, () => refusal(403, 'invalid client secret SECRETsecret'))
    const auth = clientCredentials({ ...options, ...twitch.network })
    const thrown = await error(auth.getToken())
    expect(thrown).toMatchObject({ status: 403 })
    expect(allThatShows([auth, auth.state, thrown])).not.toContain('SECRET')
  })

  it('an answer without a token rejects', async () => {
    for (const answer of [json(200, {}), json(200, null), { text: '<html>' }, json(200, { access_token: 7 })]) {
      twitch.answer(token, () => answer)
      expect(isHelixError(await error(clientCredentials({ ...options, ...twitch.network }).getToken()))).toBe(true)
    }
  })
})

describe('revokeToken', () => {
  it.each(['', 'SECRET token', 'oauth:SECRETada'])(
    'revokeToken rejects %j because it is not a token, and sends nothing',
    async text => {
      const options = { clientId: 'client', ...twitch.network }
      expect(await error(revokeToken(text, options))).toMatchObject({ code: 'token' })
      expect(twitch.received()).toEqual([])
    },
  )
})

describe('tokenFromURL', () => {
  it.each([
    ['https://overlay.example/#access_token=abc', 'abc'],
    ['https://overlay.example/#token=abc', 'abc'],
    ['https://overlay.example/?scene=2#theme=dark&token=abc', 'abc'],
    ['https://overlay.example/#access_token=&token=abc', 'abc'],
    ['https://overlay.example/', null],
    ['https://overlay.example/#', null],
    ['https://overlay.example/#access_token=', null],
    ['https://overlay.example/?scene=2', null],
    ['https://overlay.example/?token=of-another-service#token=abc', 'abc'],
    ['https://overlay.example/#/route', null],
    ['', null],
  ])('tokenFromURL of %j is %j', (href, found) => {
    expect(tokenFromURL(href)).toBe(found)
  })

  it.each(['https://overlay.example/?access_token=abc123', 'https://overlay.example/?scene=2&token=abc123#theme=dark'])(
    'a token in the query throws an error that says to write it behind #: %j',
    href => {
      expect(() => tokenFromURL(href)).toThrow(
        expect.objectContaining({ code: 'token', message: expect.stringContaining('behind # instead of ?') }),
      )
      expect(() => tokenFromURL(href)).not.toThrow(/abc123/)
    },
  )

  it('tokenFromURL reads the page’s own address and leaves it as it is', () => {
    const location = { href: 'https://overlay.example/#token=abc' }
    vi.stubGlobal('location', location)
    expect(tokenFromURL()).toBe('abc')
    expect(location.href).toBe('https://overlay.example/#token=abc')
    vi.unstubAllGlobals()
    expect(tokenFromURL()).toBeNull()
  })
})

describe('tokens over a real connection', () => {
  it('validateToken sends the token in `Authorization`, the one header that id.twitch.tv allows', async () => {
    const server = await startServer()
    const expires_in = 5000
    const answer = { client_id: 'client', login: 'ada', user_id: '1', scopes: null, expires_in }
    server.answer('GET /oauth2/validate', { json: answer })
    const before = Date.now()
    const info = await validateToken('SECRETada', server.network)
    expect(info).toEqual({ clientId: 'client', login: 'ada', userId: '1', scopes: [], expiresAt: expect.any(Number) })
    expect(info.expiresAt).toBeGreaterThanOrEqual(before + 5_000_000)
    const [request] = server.received()
    expect(request?.headers).toMatchObject({ authorization: 'OAuth SECRETada' })
    expect(request?.headers).not.toHaveProperty('client-id')
    expect(request?.headers).not.toHaveProperty('content-type')
    expect(request?.url.search).toBe('')
  })

  it('validateToken returns no user for an app token', async () => {
    const server = await startServer()
    server.answer('GET /oauth2/validate', { json: { client_id: 'client', scopes: [], expires_in: 0 } })
    expect(await validateToken('SECRETapp', server.network)).toMatchObject({
      userId: null,
      login: null,
      expiresAt: null,
    })
  })

  it('validateToken distinguishes an invalid token from a missing answer', async () => {
    const server = await startServer()
    server.answer(
      'GET /oauth2/validate',
      { status: 401, json: { status: 401, message: 'invalid access token' } },
      { drop: 'before' },
      { json: { nothing: true } },
      { stall: 'before' },
    )
    const codes = []
    for (const options of [{}, {}, {}, { timeout: 50 }]) {
      codes.push(Object(await error(validateToken('SECRETada', { ...server.network, ...options }))).code)
    }
    expect(codes).toEqual(['unauthorized', 'network', 'schema', 'timeout'])
  })

  it('an abort ends validateToken', async () => {
    const server = await startServer()
    server.answer('GET /oauth2/validate', { stall: 'before' })
    const controller = new AbortController()
    const validating = error(validateToken('SECRETada', { ...server.network, signal: controller.signal }))
    await vi.waitFor(() => expect(server.received()).toHaveLength(1))
    controller.abort()
    expect(await validating).toMatchObject({ name: 'AbortError' })
    await server.received()[0]?.abandoned
  })

  it('revokeToken posts a form, which needs no preflight', async () => {
    const server = await startServer()
    server.answer(
      'POST /oauth2/revoke',
      { status: 200, text: '' },
      { status: 400, json: { status: 400, message: 'Invalid token' } },
    )
    expect(await revokeToken('SECRETada', { clientId: 'client', ...server.network })).toBeUndefined()
    const [request] = server.received()
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(request?.headers).not.toHaveProperty('client-id')
    expect(request?.headers).not.toHaveProperty('authorization')
    expect(request?.body).toBe('client_id=client&token=SECRETada')
    expect(request?.url.search).toBe('')
    const again = error(revokeToken('SECRETada', { clientId: 'client', ...server.network }))
    expect(await again).toMatchObject({ code: 'bad_request', detail: 'Invalid token' })
  })

  it('a redirect receives no token', async () => {
    const elsewhere = await startServer()
    const server = await startServer()
    const redirect = (path: string) => ({ status: 307, headers: { Location: `${elsewhere.origin}${path}` } })
    server.answer('GET /oauth2/validate', redirect('/oauth2/validate'))
    server.answer('POST /oauth2/revoke', redirect('/oauth2/revoke'))
    server.answer('GET /streams', redirect('/helix/streams'))
    const client = createClient({ auth: appToken('SECRETapp'), clientId: 'client', ...server.network, retry: false })
    for (const thrown of [
      await error(validateToken('SECRETada', server.network)),
      await error(revokeToken('SECRETada', { clientId: 'client', ...server.network })),
      await error(getStreams(client)),
    ]) {
      expect(isHelixError(thrown, 'network')).toBe(true)
      expect(allThatShows(thrown)).not.toContain('SECRET')
    }
    expect(server.received()).toHaveLength(3)
    expect(elsewhere.received()).toEqual([])
  })
})

describe('the client’s URLs', () => {
  it('an auth without URLs uses those of its client', async () => {
    twitch.grant('SECRETada')
    const auth = userToken('SECRETada')
    createClient({ auth, ...twitch.network })
    expect(await auth.getToken()).toBe('SECRETada')
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('clientCredentials sends its secret to the client’s URLs', async () => {
    twitch.answer(token, () => json(200, { access_token: twitch.grant('SECRETapp'), expires_in: 5_000_000 }))
    const auth = clientCredentials({ clientId: 'client', clientSecret: 'SECRETsecret' })
    createClient({ auth, clientId: 'client', ...twitch.network })
    expect(await auth.getToken()).toBe('SECRETapp')
    expect(twitch.received(token)).toHaveLength(1)
  })

  it('an auth whose URLs are undefined uses those of its client', async () => {
    twitch.grant('SECRETada')
    const auth = userToken('SECRETada', { fetch: undefined, authURL: undefined, baseURL: undefined })
    createClient({ auth, ...twitch.network })
    expect(await auth.getToken()).toBe('SECRETada')
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('an auth keeps the URLs of its first client', async () => {
    twitch.grant('SECRETada')
    const auth = userToken('SECRETada')
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new Error('not this one')))
    createClient({ auth, ...twitch.network })
    createClient({ auth, fetch })
    expect(await auth.getToken()).toBe('SECRETada')
    expect(twitch.received(validate)).toHaveLength(1)
    expect(fetch).not.toHaveBeenCalled()
  })

  it('an auth’s own URLs override those of its client', async () => {
    twitch.grant('SECRETada')
    const auth = userToken('SECRETada', twitch.network)
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new Error('not this one')))
    createClient({ auth, fetch })
    expect(await auth.getToken()).toBe('SECRETada')
    expect(fetch).not.toHaveBeenCalled()
    expect(twitch.received(streams)).toEqual([])
  })
})
