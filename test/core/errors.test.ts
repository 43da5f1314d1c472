import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { appClient } from './clients.ts'
import { createClient, getUsers, HelixError, isHelixError } from './entry.ts'
import { helixRejection } from './rejection.ts'
import { type Answer, startServer } from './server.ts'

/** The error of a call with this answer. */
async function errorFor(answer: Answer) {
  const server = await startServer()
  server.answer('GET /users', answer)
  return await helixRejection(getUsers(appClient(server, { retry: false }), { id: '1' }))
}

describe('an error answer', () => {
  it.each([
    [400, 'bad_request'],
    [401, 'unauthorized'],
    [402, 'http'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'http'],
    [409, 'conflict'],
    [410, 'gone'],
    [418, 'http'],
    [422, 'unprocessable'],
    [425, 'http'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [501, 'server_error'],
    [503, 'server_error'],
  ])('status %d rejects with the code %s', async (status, code) => {
    const error = await errorFor({ status, json: { error: 'Error', status, message: 'Twitch says so.' } })
    expect(error).toBeInstanceOf(HelixError)
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'HelixError',
      code,
      status,
      endpoint: 'GET /users',
      detail: 'Twitch says so.',
    })
    for (const told of ['GET /users', String(status), 'Twitch says so.']) expect(error.message).toContain(told)
  })

  it.each([
    ['its message', { error: 'Not Found', status: 404, message: 'no such user' }, 'no such user'],
    ['its name, without a message', { error: 'Not Found', status: 404, message: '' }, 'Not Found'],
    ['nothing, with neither', { status: 404 }, ''],
  ])('the error has %s', async (_, json, detail) => {
    const error = await errorFor({ status: 404, json })
    expect(error.detail ?? '').toBe(detail)
    expect(error.message).not.toMatch(/undefined|null|object Object/)
    expect(error.message).toContain('404')
  })

  it.each([
    ['HTML', '<!doctype html><title>404</title>'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['half of a JSON text', '{"message":"no su'],
  ])('the error has its code and no reason when the body is %s', async (_, text) => {
    const error = await errorFor({ status: 404, text })
    expect(error).toMatchObject({ code: 'not_found', status: 404, endpoint: 'GET /users' })
    expect(error.message).toBe('GET /users was answered with 404: no reason given')
  })
})

describe('a request without an answer', () => {
  it('a lost connection rejects with `network`', async () => {
    const server = await startServer()
    server.answer('GET /users', { drop: 'before' })
    const error = await helixRejection(getUsers(appClient(server, { retry: false }), { id: '1' }))
    expect(error).toMatchObject({ name: 'HelixError', code: 'network', endpoint: 'GET /users' })
    const { host } = new URL(server.origin)
    expect(error.message).toBe(`GET /users got no answer from ${host}: start the fake with npx tinyhelix fake.`)
    expect(error.status).toBeUndefined()
  })

  it.each([
    ['https://api.twitch.tv/helix', 'api.twitch.tv: offline, or blocked by CORS or CSP.'],
    ['https://localhost.example/helix', 'localhost.example: offline, or blocked by CORS or CSP.'],
    ['http://localhost:4000/helix', 'localhost:4000: start the fake with npx tinyhelix fake.'],
    ['http://127.0.0.1:4000/helix', '127.0.0.1:4000: start the fake with npx tinyhelix fake.'],
    ['http://[::1]:4000/helix', '[::1]:4000: start the fake with npx tinyhelix fake.'],
    ['/twitch', '/twitch: offline, or blocked by CORS or CSP.'],
  ])('the error names the host of %s, and how to start the fake if the host is local', async (baseURL, words) => {
    const client = appClient(await startServer(), { baseURL, retry: false, fetch: () => Promise.reject(new Error()) })
    const error = await helixRejection(getUsers(client, { id: '1' }))
    expect(error.message).toBe(`GET /users got no answer from ${words}`)
  })

  it('a missing server rejects with `network`', async () => {
    const client = createClient({ kind: 'app', baseURL: 'http://127.0.0.1:1', retry: false })
    expect(await helixRejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'network' })
  })
})

describe('isHelixError', () => {
  const error = new HelixError('scope', 'needs a scope', { missing: ['user:edit'] })

  it('isHelixError recognizes an error and its code', () => {
    expect(isHelixError(error)).toBe(true)
    expect(isHelixError(error, 'scope')).toBe(true)
    expect(isHelixError(error, 'token')).toBe(false)
    const unknown: unknown = error
    if (isHelixError(unknown, 'scope')) expect(unknown.missing).toEqual(['user:edit'])
  })

  it('isHelixError recognizes errors of another copy of the library or another realm by name', () => {
    class HelixError extends Error {
      override readonly name = 'HelixError'
      readonly code = 'token'
    }
    expect(isHelixError(new HelixError('no'))).toBe(true)
    expect(isHelixError(new HelixError('no'), 'token')).toBe(true)
    expect(isHelixError(new HelixError('no'), 'scope')).toBe(false)
    const foreign: unknown = runInNewContext("Object.assign(new Error('no'), { name: 'HelixError', code: 'token' })")
    expect(foreign).not.toBeInstanceOf(Error)
    expect(isHelixError(foreign)).toBe(true)
    expect(isHelixError(foreign, 'token')).toBe(true)
    expect(isHelixError(foreign, 'scope')).toBe(false)
  })

  it.each([
    null,
    undefined,
    '',
    'HelixError',
    7,
    {},
    new Error('HelixError'),
    new DOMException('aborted', 'AbortError'),
    Object.assign(new Error('no'), { code: 'token' }),
  ])('isHelixError returns false for %s', value => {
    expect(isHelixError(value)).toBe(false)
    expect(isHelixError(value, 'token')).toBe(false)
  })
})
