import { once } from 'node:events'
import { request } from 'node:http'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from './wire.ts'

let served: FakeTwitchServer
beforeAll(async () => {
  served = await serveFakeTwitch()
})
afterAll(() => served.close())

const longest = 1_000_000

/** A JSON body with this number of bytes. */
const bodyOf = (bytes: number, letter: string) => {
  const text = JSON.stringify({ message: letter.repeat(Math.floor((bytes - 14) / Buffer.byteLength(letter))) })
  return text.padEnd(text.length + bytes - Buffer.byteLength(text))
}

const post = async (path: string, body: string) => {
  const response = await fetch(served.url + path, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${served.fake.grant()}`,
      'client-id': served.fake.clientId,
      'content-type': 'application/json',
    },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) }
}

describe('a body', () => {
  it.for(['x', 'ü', '💜'])('a body of a megabyte of %s is read, and one byte more is a 413', async letter => {
    expect(await post('/helix/nowhere', bodyOf(longest, letter))).toMatchObject({ status: 404 })
    const { headers, ...answer } = await post('/helix/nowhere', bodyOf(longest + 1, letter))
    expect(answer).toEqual(refusal(413, 'Payload Too Large', 'The body of a request has at most 1000000 bytes.'))
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it('the sign-in answers a body that is too long with 413', async () => {
    expect(await post('/oauth2/token', bodyOf(longest + 1, 'x'))).toMatchObject({ status: 413 })
  })

  it('a body that never ends is answered before its end', async () => {
    const { hostname, port } = new URL(served.url)
    const upload = request({ hostname, port, path: '/helix/users', method: 'POST' })
    let sent = 0
    let isAnswered = false
    upload.on('error', () => {})
    const answer = once(upload, 'response').finally(() => {
      isAnswered = true
    })
    const chunk = Buffer.alloc(100_000)
    while (!isAnswered && sent < 50 * longest) {
      sent += chunk.length
      const isFlushed = new Promise(resolve => upload.write(chunk, resolve))
      await Promise.race([isFlushed, answer])
    }
    upload.destroy()
    expect(sent).toBeLessThan(50 * longest)
    expect((await answer)[0].statusCode).toBe(413)
  })

  it('a long body is not kept in the list of requests', async () => {
    for (const bytes of [100_000, 100_001]) await post('/helix/nowhere', bodyOf(bytes, 'x'))
    const [kept, left] = served.fake.requests.slice(-2)
    expect([JSON.stringify(kept?.body).length, left?.body]).toEqual([100_000, undefined])
  })
})

describe('a path of slashes', () => {
  it.for(['/helix/', '/helix//', '/helix///'])('%s is not found', async path => {
    const response = await fetch(served.url + path)
    expect([response.status, await response.json()]).toEqual([404, refusal(404, 'Not Found', '').body])
  })
})
