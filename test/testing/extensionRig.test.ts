import { getExtensionSecrets } from 'tinyhelix'
import { extensionPolicy } from 'tinyhelix/testing'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let served: FakeTwitchServer
beforeEach(async () => {
  served = await serveFakeTwitch()
})
afterEach(() => served.close())

/** Sends a request as the rig's page does, or with other headers. */
async function ask(name: string, body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${served.url}/control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, ...(await answer.json()) }
}

/** Opens a frame, and reads its messages until all of these have arrived. */
async function openFrame(options: object, names: readonly string[]) {
  const { id } = await ask('extension-open', { ...options, rig: 'first' })
  const controller = new AbortController()
  const answer = await fetch(`${served.url}/control/extension-events?rig=first`, { signal: controller.signal })
  const told: { name: string; args: unknown[]; state: Record<string, Record<string, unknown>> }[] = []
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += new TextDecoder().decode(chunk)
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) told.push(JSON.parse(part.replace('data: ', '')))
    if (names.every(name => told.some(event => event.name === name))) break
  }
  controller.abort()
  return { id, told }
}

describe('the rig of a served fake', () => {
  it('the fake serves the rig’s page, and the script in place of Twitch’s', async () => {
    const [page, script] = await Promise.all(['/extension', '/twitch-ext.min.js'].map(path => fetch(served.url + path)))
    expect(page?.headers.get('content-type')).toContain('text/html')
    expect(page?.headers.get('content-security-policy')).toContain('frame-src http: https:')
    expect(script?.headers.get('content-type')).toContain('text/javascript')
    expect(await script?.text()).toContain('Twitch')
    const control = await fetch(served.url)
    expect(control.headers.get('content-security-policy')).not.toContain('frame-src')
  })

  it('a frame receives all that Twitch’s helper sends at first, with its properties', async () => {
    const { told } = await openFrame({ user: 'pixelfox', mode: 'viewer' }, [
      'authorized',
      'context',
      'position',
      'configuration',
    ])
    const authorized = told.find(({ name }) => name === 'authorized')
    expect(authorized?.args).toMatchObject([{ channelId: '1001', clientId: served.fake.clientId, userId: 'U1002' }])
    expect(authorized?.state).toMatchObject({
      viewer: { id: '1002', role: 'viewer' },
      features: { isBitsEnabled: true },
    })
  })

  it.each([
    ['extension-call', { id: '99', name: 'minimize' }, 'There is no such frame.'],
    ['extension-control', { id: '99', name: 'renew' }, 'There is no such frame.'],
    ['extension-open', { user: 'nobody-at-all' }, 'The fake has no user nobody-at-all'],
    [
      'extension-store',
      { segment: 'all', version: '1', content: '' },
      'A segment is global, developer or broadcaster.',
    ],
  ])('the rig refuses %s of %j', async (name, body, message) => {
    expect(await ask(name, body)).toMatchObject({ status: 400, error: expect.stringContaining(message) })
  })

  it('the rig refuses unknown methods of the helper and unknown fields of the page', async () => {
    const { id } = await ask('extension-open', {})
    expect(await ask('extension-call', { id, name: 'constructor' })).toMatchObject({ status: 400 })
    expect(await ask('extension-control', { id, name: 'close' })).toMatchObject({ status: 400 })
    expect(await ask('extension-control', { id, name: 'answer', value: true })).toMatchObject({
      error: 'No dialog of Twitch is open.',
    })
  })

  it('the rig returns its frames, its secret and Twitch’s policy', async () => {
    const { id } = await ask('extension-open', { view: 'panel', user: 'pixelfox' })
    expect(await ask('extension-frames', {})).toMatchObject({
      frames: [{ id, view: 'panel', viewer: { opaqueId: 'U1002', id: '1002', role: 'viewer' }, prompts: [] }],
    })
    const [found] = await getExtensionSecrets(served.fake.client({ kind: 'jwt' }), {
      extension_id: served.fake.clientId,
    })
    expect(await ask('extension-secret', {})).toMatchObject({ secret: found?.secrets[0]?.content })
    const { policy } = await ask('extension-policy', { connect: ['https://ebs.example'] })
    expect(policy).toBe(
      extensionPolicy({
        connect: ['https://ebs.example'],
        images: ['https://ebs.example'],
        media: ['https://ebs.example'],
        fake: served.url,
      }),
    )
  })

  it('a viewer who is logged in subscribes and unsubscribes', async () => {
    const { id } = await ask('extension-open', { user: 'pixelfox', features: { isSubscriptionStatusAvailable: true } })
    const subscriptionOf = async () => (await ask('extension-frames', {})).frames[0].viewer.subscriptionStatus
    for (const [value, status] of [
      ['3000', { tier: '3000' }],
      [null, null],
    ]) {
      await ask('extension-control', { id, name: 'subscription', value })
      expect(await subscriptionOf()).toEqual(status)
    }
    await ask('extension-control', { id, name: 'viewer', value: {} })
    expect(await ask('extension-control', { id, name: 'subscription', value: '1000' })).toMatchObject({
      error: 'Nobody is logged in who could subscribe.',
    })
  })

  it('the rig refuses another page, which would get JWTs', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect(await ask('extension-open', {}, foreign)).toMatchObject({ status: 403 })
    const events = await fetch(`${served.url}/control/extension-events?rig=first`, { headers: foreign })
    expect(events.status).toBe(403)
  })

  it('the frames of a page end when its connection ends; other pages keep theirs', async () => {
    const rest = await ask('extension-open', { rig: 'second' })
    const { id } = await openFrame({}, ['authorized'])
    await expect
      .poll(async () => (await ask('extension-frames', {})).frames.map((frame: { id: string }) => frame.id))
      .toEqual([rest.id])
    expect(await ask('extension-call', { id, name: 'minimize' })).toMatchObject({ status: 400 })
  })

  it('the rig has at most 50 frames, and drops closed ones', async () => {
    const ids: string[] = []
    for (let index = 0; index < 50; index++) ids.push((await ask('extension-open', {})).id)
    expect(await ask('extension-open', {})).toMatchObject({ status: 400, error: expect.stringContaining('close some') })
    await ask('extension-close', { id: ids[0] })
    expect(await ask('extension-open', {})).toMatchObject({ status: 200 })
    expect(await ask('extension-call', { id: ids[0], name: 'minimize' })).toMatchObject({ status: 400 })
  })
})
