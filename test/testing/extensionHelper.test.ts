// @vitest-environment happy-dom
import { createHmac } from 'node:crypto'
import {
  createClient,
  getExtensionChannelConfiguration,
  getExtensionSecrets,
  getExtensionTransactions,
  getStreams,
  sendExtensionPubSubMessage,
  setExtensionConfigurationSegment,
} from 'tinyhelix'
import { channelSubscribe, channelSubscriptionEnd } from 'tinyhelix/eventsub'
import {
  type BitsTransaction,
  createExtension,
  extensionBits,
  extensionConfiguration,
  extensionMessages,
} from 'tinyhelix/extension'
import { createFakeTwitch, type ExtensionHelperOptions } from 'tinyhelix/testing'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

const fake = () => createFakeTwitch()

/** A page of an extension with its viewer. */
async function openPage(twitch: ReturnType<typeof fake>, options: Omit<ExtensionHelperOptions, 'channel'> = {}) {
  const helper = twitch.extensionHelper({ channel: 'ada', ...options })
  const extension = createExtension({ helper })
  onTestFinished(() => {
    helper.control.close()
    extension.close()
  })
  await extension.authorized()
  return { helper, extension, control: helper.control, messages: extensionMessages(extension) }
}

const partOf = (jwt: string, index: number) =>
  JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString())

describe('the JWTs of an extension', () => {
  it.each([
    ['viewer', { user: 'pixelfox' }, { user_id: '1002', opaque_user_id: 'U1002', role: 'viewer', is_unlinked: false }],
    ['viewer who shares no id', { user: 'pixelfox', isLinked: false }, { opaque_user_id: 'U1002', is_unlinked: true }],
    [
      'viewer who is not logged in',
      {},
      { opaque_user_id: expect.stringMatching(/^A/), role: 'viewer', is_unlinked: true },
    ],
    ['moderator', { user: 'pixelfox', role: 'moderator' }, { role: 'moderator' }],
    ['broadcaster', { user: 'ada' }, { role: 'broadcaster', user_id: '1001' }],
  ] as const)(
    'the JWT of a %s is signed with the extension’s secret and has Twitch’s claims',
    async (_, options, claims) => {
      const twitch = fake()
      const { extension } = await openPage(twitch, { ...options, expiresInSeconds: 60 })
      const { token, helixToken = '' } = await extension.authorized()
      const { secrets } = (
        await getExtensionSecrets(twitch.client({ kind: 'jwt' }), { extension_id: twitch.clientId })
      )[0] ?? { secrets: [] }
      const key = Buffer.from(secrets[0]?.content ?? '', 'base64')
      for (const jwt of [token, helixToken]) {
        const [header, payload, signature] = jwt.split('.')
        expect(createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url')).toBe(signature)
        expect(partOf(jwt, 1)).toMatchObject({ channel_id: '1001', exp: expect.any(Number), ...claims })
      }
      const isBroadcaster = partOf(token, 1).role === 'broadcaster'
      expect(partOf(token, 1).user_id).toBe(
        'user_id' in claims ? claims.user_id : 'role' in claims && claims.role === 'moderator' ? '1002' : undefined,
      )
      expect(partOf(token, 1).pubsub_perms).toEqual({
        listen: ['broadcast', `whisper-${partOf(token, 1).opaque_user_id}`, 'global'],
        ...(isBroadcaster && { send: ['broadcast', 'whisper-*'] }),
      })
      expect(await getStreams(createClient({ auth: extension.auth, ...twitch.network }), { first: 1 })).toHaveLength(1)
    },
  )

  it('a JWT is renewed on demand, and the next viewer gets another one', async () => {
    const { extension, control } = await openPage(fake(), { user: 'pixelfox' })
    const first = await extension.authorized()
    control.renew()
    await vi.waitFor(async () => expect((await extension.authorized()).token).not.toBe(first.token))
    expect(extension.state.viewer?.opaqueId).toBe('U1002')
    control.viewer({ user: 'ada' })
    await vi.waitFor(() => expect(extension.state.viewer).toMatchObject({ id: '1001', role: 'broadcaster' }))
    expect(await extension.auth.getToken()).toBe((await extension.authorized()).helixToken)
    control.viewer({})
    await vi.waitFor(() => expect(extension.state.viewer).toMatchObject({ id: null, isLinked: false }))
    expect(extension.auth.state.session).toMatchObject({ userId: null, channelId: '1001' })
  })
})

describe('tokens that are renewed', () => {
  it('come before the old ones expire, until they are given a lifetime of their own', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { extension, control } = await openPage(fake(), { user: 'pixelfox', expiresInSeconds: 60, renews: true })
    const expiries = new Set<number>()
    for (let second = 0; second < 300; second++) {
      await vi.advanceTimersByTimeAsync(1000)
      const { token } = await extension.authorized()
      expiries.add(partOf(token, 1).exp)
      expect(partOf(token, 1).exp * 1000).toBeGreaterThan(Date.now())
    }
    expect(expiries.size).toBe(7)
    control.renew(5)
    await vi.advanceTimersByTimeAsync(6000)
    const waiting = extension.authorized()
    await vi.advanceTimersByTimeAsync(4000)
    control.renew()
    await vi.advanceTimersByTimeAsync(60_000)
    await waiting
    control.close()
    extension.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('in the mobile app, the page around an extension', () => {
  it('sends nothing about player controls, full screen and theatre, and no context to a hidden extension', async () => {
    const { helper, extension, control } = await openPage(fake(), {
      platform: 'mobile',
      context: { isFullScreen: true },
    })
    const sent: unknown[] = []
    helper.onContext((_, changed) => sent.push(changed))
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    const missing = ['arePlayerControlsVisible', 'isFullScreen', 'isTheatreMode']
    for (const name of missing) expect(extension.state.context).not.toHaveProperty(name)
    control.context({ isTheatreMode: true, volume: 0.5 })
    await vi.waitFor(() => expect(extension.state.context.volume).toBe(0.5))
    control.visible(false)
    control.context({ theme: 'dark' })
    await vi.waitFor(() => expect(extension.state.visible).toBe(false))
    expect(extension.state.context.theme).toBe('light')
    control.visible(true)
    await vi.waitFor(() => expect(extension.state).toMatchObject({ visible: true, context: { theme: 'dark' } }))
    expect(sent.slice(1)).toEqual([['volume']])
  })
})

describe('the viewer’s subscription', () => {
  it('the subscription is known if the viewer shares their id and the extension may know it, and follows events', async () => {
    const twitch = fake()
    const { extension, control } = await openPage(twitch, { user: 'pixelfox' })
    const ofPixelFox = { broadcaster_user_id: '1001', user_id: '1002', is_gift: false }
    const status = () => extension.state.viewer?.subscriptionStatus
    twitch.emit(channelSubscribe, { ...ofPixelFox, tier: '2000' })
    expect(status()).toBeNull()
    control.features({ isSubscriptionStatusAvailable: true })
    await vi.waitFor(() => expect(status()).toEqual({ tier: '2000' }))
    twitch.emit(channelSubscriptionEnd, { ...ofPixelFox, tier: '2000' })
    await vi.waitFor(() => expect(status()).toBeNull())
    twitch.emit(channelSubscribe, { ...ofPixelFox, tier: '3000' })
    await vi.waitFor(() => expect(status()).toEqual({ tier: '3000' }))
    control.viewer({ user: 'pixelfox', isLinked: false })
    await vi.waitFor(() => expect(extension.state.viewer).toMatchObject({ isLinked: false, subscriptionStatus: null }))
  })
})

describe('the page around an extension', () => {
  it('the helper sends the whole context first, then only changes', async () => {
    const { helper, extension, control } = await openPage(fake(), { context: { theme: 'dark' }, mode: 'dashboard' })
    const sent: unknown[] = []
    helper.onContext((context, changed) => sent.push([context, changed]))
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    control.context({ theme: 'light', volume: 1 })
    control.context({ theme: 'light' })
    await vi.waitFor(() => expect(extension.state.context).toMatchObject({ theme: 'light', mode: 'dashboard' }))
    expect(sent.slice(1)).toEqual([[{ theme: 'light' }, ['theme']]])
  })

  it('the helper reports visibility, highlight, position and features', async () => {
    const { extension, control } = await openPage(fake())
    control.visible(false)
    control.highlighted(true)
    control.position({ x: 10, y: 20 })
    control.features({ isBitsEnabled: false, isChatEnabled: true })
    await vi.waitFor(() =>
      expect(extension.state).toMatchObject({
        visible: false,
        highlighted: true,
        position: { x: 10, y: 20 },
        features: { isBitsEnabled: false, isChatEnabled: true },
      }),
    )
  })

  it('the helper asks the viewer to follow and to share their id, and minimizes', async () => {
    const { extension, control } = await openPage(fake(), { user: 'pixelfox', isLinked: false })
    const following = extension.followChannel('ada')
    await vi.waitFor(() => expect(control.prompts).toEqual([{ kind: 'follow', login: 'ada' }]))
    control.answer(true)
    expect(await following).toBe(true)
    extension.requestIdShare()
    control.answer(false)
    expect(extension.state.viewer?.id).toBeNull()
    extension.requestIdShare()
    control.answer(true)
    await vi.waitFor(() => expect(extension.state.viewer).toMatchObject({ id: '1002', isLinked: true }))
    extension.minimize()
    expect(control.isMinimized).toBe(true)
    control.visible(true)
    expect(control.isMinimized).toBe(false)
    expect(() => control.answer(true)).toThrow('No dialog')
  })
})

describe('the configuration', () => {
  it('endpoints and pages that load later see what the broadcaster stores, and open pages are not notified', async () => {
    const twitch = fake()
    const viewer = await openPage(twitch, { user: 'pixelfox' })
    const before = extensionConfiguration(viewer.extension, 'broadcaster')
    const { extension } = await openPage(twitch, { user: 'ada', mode: 'config' })
    await extensionConfiguration(extension, 'broadcaster', undefined, { version: '2' }).set({ title: 'Cats' })
    const segments = await getExtensionChannelConfiguration(twitch.client({ kind: 'jwt' }), {
      extension_id: twitch.clientId,
      broadcaster_id: '1001',
      segment: ['broadcaster'],
    })
    expect(segments).toMatchObject([{ content: '{"title":"Cats"}', version: '2' }])
    const later = extensionConfiguration((await openPage(twitch)).extension, 'broadcaster')
    await vi.waitFor(() => expect(later.state.value).toEqual({ title: 'Cats' }))
    await new Promise<void>(resolve => viewer.helper.configuration.onChanged(resolve))
    expect(before.state).toEqual({ status: 'ready', value: null, error: null })
    expect(viewer.helper.configuration.broadcaster).toBeUndefined()
  })

  it('pages of a channel see what a backend stores', async () => {
    const twitch = fake()
    const backend = twitch.client({ kind: 'jwt' })
    const store = (segment: 'global' | 'developer', content: string, channel: object) =>
      setExtensionConfigurationSegment(backend, {
        extension_id: twitch.clientId,
        segment,
        content,
        version: '1',
        ...channel,
      })
    await store('global', '1', {})
    await store('developer', '2', { broadcaster_id: '1001' })
    const [ada, other] = [
      await openPage(twitch),
      createExtension({ helper: twitch.extensionHelper({ channel: 'pixelfox' }) }),
    ]
    const read = () =>
      [ada.extension, other].map(extension =>
        (['global', 'developer'] as const).map(segment => extensionConfiguration(extension, segment).state.value),
      )
    await vi.waitFor(() =>
      expect(read()).toEqual([
        [1, 2],
        [1, null],
      ]),
    )
  })

  it.each([
    ['a viewer', { user: 'pixelfox', mode: 'config' }, '{}'],
    ['the broadcaster in the view of viewers', { user: 'ada' }, '{}'],
    ['more than 5 KB', { user: 'ada', mode: 'config' }, 'x'.repeat(5121)],
  ] as const)('%s cannot store a configuration: Twitch’s helper reports an error', async (_, options, content) => {
    const { helper, control } = await openPage(fake(), options)
    const told: unknown[] = []
    helper.onError(error => told.push(error))
    helper.configuration.set('broadcaster', '1', content)
    expect(control.errors).toHaveLength(1)
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(helper.configuration.broadcaster).toBeUndefined()
  })
})

describe('messages', () => {
  it('a broadcast reaches all pages of the channel, and a whisper reaches one viewer', async () => {
    const twitch = fake()
    const heard: unknown[] = []
    const pages = await Promise.all(
      ['pixelfox', 'ada', undefined].map(async user => {
        const page = await openPage(twitch, { user })
        const { opaqueId = '' } = page.extension.state.viewer ?? {}
        for (const target of ['broadcast', `whisper-${opaqueId}`] as const) {
          page.messages.on(target, message => heard.push([user, target, message]))
        }
        return page
      }),
    )
    await pages[1]?.messages.send('broadcast', { votes: 3 })
    await pages[1]?.messages.send('whisper-U1002', 'psst')
    await vi.waitFor(() => expect(heard).toHaveLength(4))
    expect(heard).toEqual([
      ...['pixelfox', 'ada', undefined].map(user => [user, 'broadcast', { votes: 3 }]),
      ['pixelfox', 'whisper-U1002', 'psst'],
    ])
  })

  it('a whisper to a viewer who has left does not reach the next one', async () => {
    const twitch = fake()
    const { helper, control } = await openPage(twitch, { user: 'pixelfox' })
    const heard: unknown[] = []
    helper.listen('whisper-U1002', (...message) => heard.push(message))
    helper.listen('broadcast', target => heard.push(target))
    control.viewer({ user: 'ada' })
    helper.send('whisper-U1002', 'text/plain', 'psst')
    helper.send('broadcast', 'text/plain', 'hello')
    await vi.waitFor(() => expect(heard).toEqual(['broadcast']))
  })

  it('a backend’s message reaches its channel, or all channels', async () => {
    const twitch = fake()
    const heard: unknown[] = []
    for (const channel of ['ada', 'pixelfox']) {
      const extension = createExtension({ helper: twitch.extensionHelper({ channel }) })
      await extension.authorized()
      for (const target of ['broadcast', 'global'] as const) {
        extensionMessages(extension).on(target, message => heard.push([channel, target, message]))
      }
    }
    const backend = twitch.client({ kind: 'jwt' })
    await sendExtensionPubSubMessage(backend, { broadcaster_id: '1001', target: ['broadcast'], message: '1' })
    await sendExtensionPubSubMessage(backend, { is_global_broadcast: true, target: ['global'], message: '2' })
    await vi.waitFor(() => expect(heard).toHaveLength(3))
    expect(heard).toEqual([
      ['ada', 'broadcast', 1],
      ['ada', 'global', 2],
      ['pixelfox', 'global', 2],
    ])
  })

  it('Twitch’s helper refuses a viewer’s messages and whispers to others', async () => {
    const { helper, control, messages } = await openPage(fake(), { user: 'pixelfox' })
    await expect(messages.send('broadcast', 1)).rejects.toMatchObject({ code: 'forbidden' })
    helper.send('broadcast', 'application/json', '1')
    helper.listen('whisper-U1001', () => {})
    expect(control.errors).toEqual([
      'This viewer may not send to broadcast.',
      'This viewer may not listen to whisper-U1001.',
    ])
  })
})

describe('Bits', () => {
  const buy = async (page: Awaited<ReturnType<typeof openPage>>, sku: string, agrees: boolean) => {
    const using = extensionBits(page.extension).use(sku)
    await vi.waitFor(() => expect(page.control.prompts).toMatchObject([{ kind: 'bits', product: { sku } }]))
    page.control.answer(agrees)
    return using
  }

  it('Bits are exchanged when the viewer agrees, and others and the endpoint see it', async () => {
    const twitch = fake()
    const [page, other] = [await openPage(twitch, { user: 'pixelfox' }), await openPage(twitch, { user: 'ada' })]
    const seen: BitsTransaction[] = []
    const own: BitsTransaction[] = []
    extensionBits(other.extension).onTransaction(transaction => seen.push(transaction))
    extensionBits(page.extension).onTransaction(transaction => own.push(transaction))
    await other.extension.helper()
    expect((await extensionBits(page.extension).products()).map(({ sku }) => sku)).toEqual([
      'confetti',
      'cat-hat',
      'fog.machine',
    ])
    const transaction = await buy(page, 'confetti', true)
    expect(transaction).toMatchObject({
      initiator: 'current_user',
      userId: '1002',
      product: { cost: { amount: '50' } },
    })
    expect(partOf(transaction.transactionReceipt, 1)).toMatchObject({
      data: { transactionId: transaction.transactionID },
    })
    await vi.waitFor(() =>
      expect(seen).toMatchObject([{ initiator: 'other', transactionID: transaction.transactionID }]),
    )
    const [newest] = await getExtensionTransactions(twitch.client({ kind: 'app' }), { extension_id: twitch.clientId })
    expect(newest).toMatchObject({ id: transaction.transactionID, user_id: '1002', product_data: { sku: 'confetti' } })
    expect(own).toEqual([transaction])
    // Other pages are not notified about this product.
    await buy(page, 'cat-hat', true)
    expect(seen).toHaveLength(1)
  })

  it('a transaction is cancelled when the viewer refuses or is not logged in', async () => {
    const twitch = fake()
    await expect(buy(await openPage(twitch, { user: 'pixelfox' }), 'confetti', false)).rejects.toMatchObject({
      reason: 'cancelled',
    })
    const { extension } = await openPage(twitch)
    await expect(extensionBits(extension).use('confetti')).rejects.toMatchObject({ reason: 'cancelled' })
  })

  it('a transaction without a dialog completes after a moment', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { extension, control } = await openPage(fake(), { user: 'pixelfox' })
    const using = extensionBits(extension, { useLoopback: true }).use('confetti')
    await vi.advanceTimersByTimeAsync(2000)
    expect(await using).toMatchObject({ transactionID: 'loopback' })
    expect(control.prompts).toEqual([])
  })
})
