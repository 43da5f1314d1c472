// @vitest-environment happy-dom
import { get } from 'node:http'
import { createExtension, extensionBits, extensionMessages } from 'tinyhelix/extension'
import type { ExtensionHelperOptions } from 'tinyhelix/testing'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { signJWT, verifyJWT } from '../../demo/panel/backend/verifyJWT.js'
import { type StandIns, startBackend } from '../../demo/panel/fakeTwitch.ts'
import { serverOf } from '../../src/testing/fake.ts'
import { secretOf } from '../../src/testing/world/extensionSecret.ts'

let twitch: FakeTwitchServer
let backend: StandIns
let secret = ''
beforeAll(async () => {
  twitch = await serveFakeTwitch()
  backend = await startBackend(twitch)
  secret = secretOf(serverOf(twitch.fake).world, twitch.fake.clientId)
})
afterAll(async () => {
  backend.close()
  await twitch.close()
})

/** The page of a viewer in Ada's channel. */
async function openPage(options: Omit<ExtensionHelperOptions, 'channel'> = {}) {
  const helper = twitch.fake.extensionHelper({ channel: 'ada', ...options })
  const extension = createExtension({ helper })
  onTestFinished(() => {
    helper.control.close()
    extension.close()
  })
  const { token } = await extension.authorized()
  return { helper, extension, token }
}

async function ask(token: string, method: string, path: string, body?: unknown, channel = '1001') {
  const answer = await fetch(`${backend.backendURL}/channels/${channel}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, ...(await answer.json()) }
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const poll = { question: 'What comes next?', choices: ['Synth', 'Drums'] }

describe('the backend of the panel', () => {
  it('answers a viewer whose JWT Twitch has signed', async () => {
    const { token } = await openPage({ user: 'pixelfox' })
    expect(verifyJWT(token, secret)).toMatchObject({ channel_id: '1001', opaque_user_id: 'U1002' })
    expect(await ask(token, 'GET', 'poll')).toMatchObject({ status: 200, poll: null, own: null })
  })

  it.each<[string, (claims: Record<string, unknown>, token: string) => string]>([
    ['no JWT', () => ''],
    ['a wrong signature', claims => signJWT(claims, btoa('another secret'))],
    [
      'changed claims',
      (claims, token) => token.replace(/\.[^.]+\./, `.${btoa(JSON.stringify({ ...claims, role: 'broadcaster' }))}.`),
    ],
    ['no signature', (_, token) => token.replace(/[^.]+$/, '')],
    ['an expired JWT', claims => signJWT({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 }, secret)],
    ['a JWT without an end', ({ exp: _, ...claims }) => signJWT(claims, secret)],
  ])('refuses %s with 401', async (_, change) => {
    const { token } = await openPage({ user: 'pixelfox' })
    expect(await ask(change(claimsOf(token), token), 'GET', 'poll')).toMatchObject({ status: 401 })
  })

  it('refuses the JWT of another channel', async () => {
    const { token } = await openPage({ user: 'pixelfox' })
    expect(await ask(token, 'GET', 'poll', undefined, '1002')).toMatchObject({
      status: 403,
      error: 'This JWT is of another channel.',
    })
  })

  it('lets only the broadcaster start and end a poll', async () => {
    for (const options of [{ user: 'pixelfox' }, { user: 'pixelfox', role: 'moderator' }, {}] as const) {
      const { token } = await openPage(options)
      expect(await ask(token, 'PUT', 'poll', poll)).toMatchObject({ status: 403 })
      expect(await ask(token, 'DELETE', 'poll')).toMatchObject({ status: 403 })
    }
  })

  it('counts one vote of each viewer who is logged in, and announces the counts', async () => {
    const [broadcaster, viewer, other, nobody] = [
      await openPage({ user: 'ada', mode: 'dashboard' }),
      await openPage({ user: 'pixelfox' }),
      await openPage({ user: '1003' }),
      await openPage(),
    ]
    const heard: unknown[] = []
    extensionMessages(nobody.extension).on('broadcast', message => heard.push(message))
    expect(await ask(broadcaster.token, 'PUT', 'poll', poll)).toMatchObject({ status: 200 })
    await ask(viewer.token, 'POST', 'votes', { choice: 0 })
    await ask(viewer.token, 'POST', 'votes', { choice: 1 })
    expect(await ask(other.token, 'POST', 'votes', { choice: 1 })).toMatchObject({ own: 1 })
    expect(await ask(nobody.token, 'POST', 'votes', { choice: 0 })).toMatchObject({ status: 403 })
    const counts = {
      question: 'What comes next?',
      choices: [
        { title: 'Synth', votes: 0 },
        { title: 'Drums', votes: 2 },
      ],
    }
    expect(await ask(nobody.token, 'GET', 'poll')).toMatchObject({ poll: counts, own: null })
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ type: 'poll', poll: counts }))
    for (const choice of [2, -1, 0.5, '0', null]) {
      expect(await ask(viewer.token, 'POST', 'votes', { choice })).toMatchObject({ status: 400 })
    }
    await ask(broadcaster.token, 'DELETE', 'poll')
    expect(await ask(viewer.token, 'POST', 'votes', { choice: 0 })).toMatchObject({ status: 404 })
  })

  it.each([
    ['without a question', {}, 400],
    ['with one choice', { ...poll, choices: ['One'] }, 400],
    ['with an empty question', { ...poll, question: ' ' }, 400],
    ['with a long choice', { ...poll, choices: ['x'.repeat(61), 'y'] }, 400],
    ['that is no JSON', '{', 400],
    ['of 20 KB', 'x'.repeat(20_000), 413],
  ])('refuses a poll %s', async (_, body, status) => {
    const { token } = await openPage({ user: 'ada', mode: 'dashboard' })
    expect(await ask(token, 'PUT', 'poll', body)).toMatchObject({ status })
  })

  it('delivers what a receipt of Twitch’s is for, once', async () => {
    const { helper, extension, token } = await openPage({ user: 'pixelfox' })
    const heard: unknown[] = []
    extensionMessages(extension).on('broadcast', message => {
      // The poll of another test is announced up to a second after its last vote.
      if (Object(message).type !== 'poll') heard.push(message)
    })
    const buy = async (sku: string) => {
      const using = extensionBits(extension).use(sku)
      await vi.waitFor(() => expect(helper.control.prompts).toHaveLength(1))
      helper.control.answer(true)
      return (await using).transactionReceipt
    }
    const receipt = await buy('confetti')
    expect(await ask(token, 'POST', 'confetti', { receipt })).toMatchObject({ status: 200 })
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'confetti', from: 'PixelFox' }]))
    expect(await ask(token, 'POST', 'confetti', { receipt })).toMatchObject({ status: 409 })
    for (const wrong of [token, 'none', await buy('cat-hat'), receipt.replace(/.$/, '')]) {
      expect(await ask(token, 'POST', 'confetti', { receipt: wrong })).toMatchObject({ status: 403 })
    }
  })

  it('lets pages of the extension read answers, and no others', async () => {
    // The document's own fetch would name the document's origin.
    const allowedFor = (origin: string) =>
      new Promise(resolve => {
        get(`${backend.backendURL}/channels/1001/poll`, { headers: { origin } }, answer => {
          answer.resume()
          resolve(answer.headers['access-control-allow-origin'])
        })
      })
    expect(await allowedFor('http://localhost:5173')).toBe('http://localhost:5173')
    expect(await allowedFor('https://evil.example')).toBeUndefined()
  })
})
