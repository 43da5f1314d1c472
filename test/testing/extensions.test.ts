import * as twitch from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { call } from './wire.ts'

/** The fake's own application as an extension, with its backend and its front end. */
const setUp = () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const { clientId: extension_id } = fake
  const backend = fake.client({ kind: 'jwt' })
  const app = fake.client({ kind: 'app' })
  const asBackend = (line: string, body?: unknown) => call(fake, line, { token: { kind: 'jwt' }, body })
  return { fake, pass, extension_id, backend, app, asBackend }
}

const refused = (status: number, message?: unknown) => ({ status, body: { message: message ?? expect.any(String) } })

describe('configuration segments', () => {
  it('segments are set and read one by one', async () => {
    const { backend, extension_id } = setUp()
    const channel = { extension_id, broadcaster_id: '1001' }
    const read = (segment: 'broadcaster' | 'developer') =>
      twitch.getExtensionChannelConfiguration(backend, { ...channel, segment })
    await expect(read('developer')).rejects.toMatchObject({ code: 'not_found' })
    const developer = { segment: 'developer', content: '{"level":3}', version: '2' } as const
    await twitch.setExtensionConfigurationSegment(backend, { ...channel, ...developer })
    await twitch.setExtensionConfigurationSegment(backend, { extension_id, segment: 'global', content: 'all' })
    await expect(read('developer')).resolves.toEqual([{ broadcaster_id: '1001', ...developer }])
    await expect(read('broadcaster')).rejects.toMatchObject({ code: 'not_found' })
    const both = { ...channel, segment: ['developer', 'broadcaster', 'developer'] } as const
    await expect(twitch.getExtensionChannelConfiguration(backend, both)).resolves.toHaveLength(1)
    // Without a version, the latest definition stays.
    await twitch.setExtensionConfigurationSegment(backend, { ...channel, segment: 'developer', content: 'new' })
    await expect(read('developer')).resolves.toMatchObject([{ content: 'new', version: '2' }])
    await expect(
      twitch.getExtensionChannelConfiguration(backend, { extension_id, segment: 'global' }),
    ).resolves.toEqual([{ segment: 'global', content: 'all', version: '' }])
  })

  it('a segment that was never set is refused without a message', async () => {
    const { asBackend, extension_id } = setUp()
    await expect(
      asBackend(`GET /extensions/configurations?extension_id=${extension_id}&segment=global`),
    ).resolves.toMatchObject(refused(404, ''))
  })

  it('segments have a limited size and number', async () => {
    const { asBackend, extension_id, pass } = setUp()
    const set = (content: string) =>
      asBackend('PUT /extensions/configurations', { extension_id, segment: 'global', content })
    await expect(set('é'.repeat(2561))).resolves.toMatchObject(refused(400, 'The segment is limited to 5 KB.'))
    for (let count = 0; count < 20; count++) await expect(set('x')).resolves.toMatchObject({ status: 204 })
    await expect(set('x')).resolves.toMatchObject({ status: 429 })
    const read = () => asBackend(`GET /extensions/configurations?extension_id=${extension_id}&segment=global`)
    for (let count = 0; count < 20; count++) await expect(read()).resolves.toMatchObject({ status: 200 })
    await expect(read()).resolves.toMatchObject({ status: 429 })
    pass(60)
    await expect(set('x')).resolves.toMatchObject({ status: 204 })
    await expect(read()).resolves.toMatchObject({ status: 200 })
  })

  it('a segment belongs to the extension of its token and to a channel that exists', async () => {
    const { asBackend, extension_id } = setUp()
    const given = { extension_id, segment: 'developer', content: 'x' }
    const needed = expect.stringContaining('broadcaster_id is required')
    await expect(asBackend('PUT /extensions/configurations', given)).resolves.toMatchObject(refused(400, needed))
    const set = (rest: object) => asBackend('PUT /extensions/configurations', { ...given, ...rest })
    await expect(set({ broadcaster_id: '1' })).resolves.toMatchObject({ status: 400 })
    await expect(set({ broadcaster_id: '1001', extension_id: 'other' })).resolves.toMatchObject({ status: 401 })
    await expect(set({ broadcaster_id: '1001' })).resolves.toMatchObject({ status: 204 })
  })

  it('only the backend may set segments', async () => {
    const { fake, extension_id } = setUp()
    const line = `GET /extensions/configurations?extension_id=${extension_id}&segment=global`
    await expect(call(fake, line)).resolves.toMatchObject({ status: 401 })
    await expect(call(fake, line, { token: { kind: 'app' } })).resolves.toMatchObject({ status: 401 })
  })
})

it('a required configuration needs a version that exists', async () => {
  const { backend, extension_id } = setUp()
  const given = { extension_id, broadcaster_id: '1001', required_configuration: 'one' }
  const set = (extension_version: string) =>
    twitch.setExtensionRequiredConfiguration(backend, { ...given, extension_version })
  await expect(set('0.0.2')).resolves.toBeUndefined()
  await expect(set('9.9.9')).rejects.toMatchObject({ status: 400 })
})

it('a new secret replaces the former ones', async () => {
  const { backend, extension_id, pass, asBackend } = setUp()
  const [before] = await twitch.getExtensionSecrets(backend)
  expect(before).toMatchObject({ format_version: 1, secrets: [{ content: expect.stringMatching(/^[\w+/]{40,}=*$/) }] })
  const after = await twitch.createExtensionSecret(backend, { extension_id, delay: 600 })
  expect(after.secrets).toMatchObject([
    { content: before?.secrets[0]?.content, expires_at: '2026-05-01T12:15:00Z' },
    { active_at: '2026-05-01T12:10:00Z' },
  ])
  pass(15 * 60)
  await expect(twitch.getExtensionSecrets(backend)).resolves.toMatchObject([{ secrets: [after.secrets[1]] }])
  await expect(asBackend(`POST /extensions/jwt/secrets?extension_id=${extension_id}&delay=299`)).resolves.toMatchObject(
    { status: 400 },
  )
  await expect(asBackend('GET /extensions/jwt/secrets?extension_id=other')).resolves.toMatchObject({ status: 401 })
})

describe('messages', () => {
  it('messages to viewers are limited to a hundred a minute in each channel', async () => {
    const { asBackend, pass } = setUp()
    const send = (broadcaster_id: string, message = 'x') =>
      asBackend('POST /extensions/pubsub', { target: ['broadcast'], broadcaster_id, message })
    await expect(send('1001', 'x'.repeat(5121))).resolves.toMatchObject(refused(422, 'The message is too large.'))
    for (let count = 0; count < 100; count++) await expect(send('1001')).resolves.toMatchObject({ status: 204 })
    await expect(send('1001')).resolves.toMatchObject({ status: 429 })
    await expect(send('1002')).resolves.toMatchObject({ status: 204 })
    pass(60)
    await expect(send('1001')).resolves.toMatchObject({ status: 204 })
  })

  it('a message to all channels must not name a channel', async () => {
    const { asBackend } = setUp()
    const send = (body: object) => asBackend('POST /extensions/pubsub', { message: 'x', ...body })
    const all = { target: ['global'], is_global_broadcast: true }
    await expect(send(all)).resolves.toMatchObject({ status: 204 })
    await expect(send({ ...all, broadcaster_id: '1001' })).resolves.toMatchObject({ status: 400 })
    await expect(send({ target: ['global'], broadcaster_id: '1001' })).resolves.toMatchObject({ status: 400 })
    await expect(send({ target: ['broadcast'] })).resolves.toMatchObject({ status: 400 })
  })

  it('messages to a chat have a limited length, and are limited to twelve a minute', async () => {
    const { asBackend, extension_id } = setUp()
    const send = (text: string, rest: object = {}) =>
      asBackend('POST /extensions/chat?broadcaster_id=1001', {
        text,
        extension_id,
        extension_version: '0.0.1',
        ...rest,
      })
    await expect(send('x'.repeat(281))).resolves.toMatchObject(refused(400, 'The message is too long.'))
    await expect(send('x', { extension_version: '7' })).resolves.toMatchObject({ status: 400 })
    await expect(send('x', { extension_id: 'other' })).resolves.toMatchObject({ status: 401 })
    for (let count = 0; count < 12; count++) await expect(send('x')).resolves.toMatchObject({ status: 204 })
    await expect(send('x')).resolves.toMatchObject({ status: 429 })
  })
})

it('other extensions see released versions only', async () => {
  const { fake, backend, extension_id, asBackend } = setUp()
  await expect(twitch.getExtensions(backend, { extension_id })).resolves.toMatchObject({ version: '0.0.1' })
  const inTest = { extension_id, extension_version: '0.0.2' }
  await expect(twitch.getExtensions(backend, inTest)).resolves.toMatchObject({ state: 'InTest' })
  await expect(asBackend(`GET /extensions?extension_id=${extension_id}&extension_version=7`)).resolves.toMatchObject({
    status: 200,
    body: { data: [] },
  })
  await expect(twitch.getExtensions(backend, { extension_id: 'other' })).rejects.toMatchObject({ status: 404 })
  await expect(twitch.getReleasedExtensions(fake.client(), inTest)).rejects.toMatchObject({ status: 404 })
  // Extensions that a channel has installed have a description too.
  const [installed] = await twitch.getUserExtensions(fake.client())
  const { id = '', name, version } = installed ?? {}
  await expect(twitch.getReleasedExtensions(fake.client(), { extension_id: id })).resolves.toMatchObject({
    id,
    name,
    version,
    state: 'Released',
  })
  await expect(twitch.getExtensionLiveChannels(fake.client(), { extension_id: id })).resolves.not.toEqual([])
  await expect(twitch.getExtensionLiveChannels(fake.client(), { extension_id: 'x' })).rejects.toMatchObject({
    status: 404,
  })
})

it('products are added, changed and expire', async () => {
  const { app } = setUp()
  const before = await twitch.getExtensionBitsProducts(app)
  const all = await twitch.getExtensionBitsProducts(app, { should_include_all: true })
  expect(all.length).toBeGreaterThan(before.length)
  const given = { sku: 'lamp', cost: { amount: 40, type: 'bits' }, display_name: 'Lamp' } as const
  const made = { ...given, in_development: false, is_broadcast: false, expiration: '' }
  await expect(twitch.updateExtensionBitsProduct(app, given)).resolves.toEqual(made)
  await expect(twitch.getExtensionBitsProducts(app)).resolves.toEqual([...before, made])
  await twitch.updateExtensionBitsProduct(app, { ...given, expiration: '2026-04-30T00:00:00Z' })
  await expect(twitch.getExtensionBitsProducts(app)).resolves.toEqual(before)
  await expect(twitch.getExtensionBitsProducts(app, { should_include_all: true })).resolves.toHaveLength(all.length + 1)
})

it('purchases are listed for the extension itself', async () => {
  const { app, extension_id, fake } = setUp()
  const rows = await twitch.getExtensionTransactions(app, { extension_id }, { limit: Infinity })
  expect(rows).toHaveLength(45)
  expect(rows[0]).toMatchObject({ product_data: { domain: `twitch.ext.${extension_id}`, inDevelopment: false } })
  const ids = rows.slice(2, 4).map(({ id }) => id)
  await expect(twitch.getExtensionTransactions(app, { extension_id, id: ids })).resolves.toEqual(rows.slice(2, 4))
  const some = (query: string) => call(fake, `GET /extensions/transactions?${query}`, { token: { kind: 'app' } })
  await expect(some('extension_id=other')).resolves.toMatchObject({ status: 401 })
  await expect(some(`extension_id=${extension_id}&id=unknown`)).resolves.toMatchObject({ status: 404 })
})
