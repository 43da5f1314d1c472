import { createFakeTwitch } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, describe, expect, it } from 'vitest'

const served = await serveFakeTwitch()
afterAll(() => served.close())

const preflight = async (url: string, method: string, headers: string) => {
  const asked = {
    origin: 'http://localhost:3000',
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  }
  const response = await fetch(url, { method: 'OPTIONS', headers: asked })
  const allowed = Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')))
  return { status: response.status, allowed }
}

describe('the CORS headers of the fake', () => {
  it('the API allows its headers', async () => {
    await expect(
      preflight(`${served.network.baseURL}/streams?first=1`, 'GET', 'authorization,client-id'),
    ).resolves.toEqual({
      status: 204,
      allowed: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers':
          'Accept, Accept-Language, Authorization, Client-Id, Twitch-Api-Token, X-Forwarded-Proto, X-Requested-With, ' +
          'X-Csrf-Token, Content-Type, X-Device-Id, X-Twitch-Vhscf, X-Forwarded-Ip',
        'access-control-max-age': '600',
      },
    })
  })

  it('validation allows `Authorization` only', async () => {
    const { allowed } = await preflight(`${served.network.authURL}/validate`, 'GET', 'authorization')
    expect(allowed).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Authorization',
    })
  })

  it.for(['/token', '/device', '/revoke'])('%s allows forms only', async path => {
    const { allowed } = await preflight(`${served.network.authURL}${path}`, 'POST', 'client-id')
    expect(allowed).toEqual({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST' })
  })

  it('the sign-in page has no CORS headers', async () => {
    const { status, allowed } = await preflight(`${served.network.authURL}/authorize`, 'GET', 'authorization')
    expect({ status, allowed }).toEqual({ status: 404, allowed: {} })
  })

  it('the API exposes no response header', async () => {
    const headers = { authorization: `Bearer ${served.fake.grant()}`, 'client-id': served.fake.clientId }
    const response = await fetch(`${served.network.baseURL}/users`, { headers })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBeNull()
    expect(response.headers.get('ratelimit-remaining')).toBe('799')
  })

  it('refusals have CORS headers too', async () => {
    const response = await fetch(`${served.network.baseURL}/nowhere`)
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
  })
})

/** The outcome for a page, and the message that a browser would print to its console. */
const failed = (message: string) => ({ name: 'TypeError', message: 'Failed to fetch', cause: { message } })

describe('the fake without a server', () => {
  const fake = createFakeTwitch()
  const { baseURL, authURL } = fake.network
  const known = { authorization: `Bearer ${fake.grant()}`, 'client-id': fake.clientId }

  it('a request that CORS forbids fails', async () => {
    const headers = { ...known, 'x-client': 'mine' }
    const before = fake.requests.length
    await expect(fake.fetch(`${baseURL}/users`, { headers })).rejects.toMatchObject(
      failed('Blocked by CORS policy: the request header x-client is not allowed here.'),
    )
    expect(fake.requests.length - before).toBe(0)
    await expect(fake.fetch(`${authURL}/validate`, { method: 'DELETE' })).rejects.toMatchObject(
      failed('Blocked by CORS policy: the method DELETE is not allowed here.'),
    )
  })

  it('a validation with a Client-Id header fails', async () => {
    await expect(fake.fetch(`${authURL}/validate`, { headers: known })).rejects.toThrow(TypeError)
    const { authorization } = known
    await expect(fake.fetch(`${authURL}/validate`, { headers: { authorization } })).resolves.toMatchObject({
      status: 200,
    })
  })

  it('a request with credentials fails, because all origins are allowed', async () => {
    const request = { headers: known, credentials: 'include' } as const
    await expect(fake.fetch(`${baseURL}/users`, request)).rejects.toMatchObject(
      failed(`Blocked by CORS policy: no page may read answers of ${baseURL}/users with credentials.`),
    )
    const form = { method: 'POST', body: new URLSearchParams({ client_id: fake.clientId }) }
    await expect(fake.fetch(`${authURL}/device`, { ...form, credentials: 'include' })).rejects.toThrow(TypeError)
    await expect(fake.fetch(`${baseURL}/users`, { ...request, credentials: 'same-origin' })).resolves.toMatchObject({
      status: 200,
    })
  })

  it('a request with JSON to an address for forms fails', async () => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    await expect(fake.fetch(`${authURL}/token`, json)).rejects.toThrow(TypeError)
    const form = { method: 'POST', body: new URLSearchParams({ client_id: fake.clientId }) }
    await expect(fake.fetch(`${authURL}/device`, form)).resolves.toMatchObject({ status: 200 })
  })

  it('headers that are not exposed are hidden', async () => {
    const response = await fake.fetch(`${baseURL}/users`, { headers: known })
    expect([...response.headers.keys()]).toEqual(['content-type'])
  })

  it('the sign-in page and errors of the edge cannot be read', async () => {
    await expect(fake.fetch(`${authURL}/authorize?client_id=${fake.clientId}`)).rejects.toThrow(TypeError)
    fake.fail({ status: 503, body: '<h1>503</h1>', cors: false, times: 1 })
    await expect(fake.fetch(`${baseURL}/users`, { headers: known })).rejects.toThrow(TypeError)
  })

  it('other addresses cannot be reached', async () => {
    await expect(fake.fetch('https://example.com')).rejects.toMatchObject(
      failed('Nothing of the fake is at https://example.com/.'),
    )
    await expect(fake.fetch(`${baseURL}less/users`)).rejects.toThrow(TypeError)
  })

  it('a request of a server ignores CORS', async () => {
    const open = createFakeTwitch({ cors: false })
    const headers = { authorization: `Bearer ${open.grant()}`, 'client-id': open.clientId, 'x-client': 'mine' }
    const response = await open.fetch(`${baseURL}/users`, { headers })
    expect(response.headers.get('ratelimit-limit')).toBe('800')
  })
})
