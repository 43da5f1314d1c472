// @vitest-environment happy-dom
import { type BitsTransaction, createExtension, extensionBits } from 'tinyhelix/extension'
import { beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../auth/page.ts'
import { pass, stopTime, within } from '../auth/twitch.ts'
import { scriptHelper } from './scriptedHelper.ts'

beforeEach(() => {
  stopTime()
  openPage('https://client.ext-twitch.tv/panel.html')
})

function start() {
  const twitch = scriptHelper()
  const extension = createExtension({ helper: twitch.helper })
  return { twitch, extension, bits: extensionBits(extension) }
}

const product = (sku: string, amount: string) => ({ sku, displayName: sku, cost: { amount, type: 'bits' as const } })

const transaction = (sku: string, initiator: string): BitsTransaction =>
  ({
    displayName: 'Ada',
    initiator,
    product: product(sku, '10'),
    domainID: 'twitch.ext.client',
    transactionID: 'one',
    transactionReceipt: 'receipt',
    userId: '1001',
  }) as BitsTransaction

const failed = (reason: string) => ({ code: 'bits', reason })

describe('Bits', () => {
  it('have products, the cheapest first', async () => {
    const { twitch, bits } = start()
    const products = [product('hat', '250'), product('fog', '1000'), product('ball', '9')]
    twitch.bits.getProducts.mockResolvedValue(products)
    twitch.authorize()
    expect((await bits.products()).map(({ sku }) => sku)).toEqual(['ball', 'hat', 'fog'])
    expect(products[0]?.sku).toBe('hat')
  })

  it('are disabled where Twitch gives no products', async () => {
    const { twitch, bits } = start()
    twitch.bits.getProducts.mockRejectedValue(new Error('not here'))
    twitch.authorize()
    await expect(bits.products()).rejects.toMatchObject({
      ...failed('disabled'),
      message: expect.stringContaining('not here'),
    })
  })

  it.each(['current_user', 'CURRENT_USER'])(
    'are exchanged: the promise resolves to the transaction of %s with the same sku',
    async initiator => {
      const { twitch, bits } = start()
      twitch.authorize()
      const using = bits.use('hat')
      await pass()
      expect(twitch.bits.useBits.mock.calls).toEqual([['hat']])
      twitch.call('complete', transaction('hat', 'other'))
      twitch.call('complete', transaction('fog', initiator))
      twitch.call('complete', transaction('hat', initiator))
      expect(await using).toEqual(transaction('hat', initiator))
    },
  )

  it('tell of every transaction, also of those of others', async () => {
    const { twitch, bits } = start()
    const seen: unknown[] = []
    const stop = bits.onTransaction(({ initiator }) => seen.push(initiator))
    twitch.authorize()
    await pass()
    twitch.call('complete', transaction('hat', 'other'))
    twitch.call('complete', transaction('hat', 'current_user'))
    stop()
    twitch.call('complete', transaction('hat', 'other'))
    expect(seen).toEqual(['other', 'current_user'])
  })

  it('that the viewer cancels reject, and can be used again', async () => {
    const { twitch, bits } = start()
    twitch.authorize()
    const using = bits.use('hat')
    const outcome = expect(using).rejects.toMatchObject(failed('cancelled'))
    await pass()
    twitch.call('cancelled')
    await outcome
    const again = bits.use('hat')
    await pass()
    twitch.call('complete', transaction('hat', 'current_user'))
    await again
  })

  it('are exchanged one at a time', async () => {
    const { twitch, extension, bits } = start()
    twitch.authorize()
    const controller = new AbortController()
    const using = bits.use('hat', controller.signal)
    const outcome = expect(using).rejects.toMatchObject({ name: 'AbortError' })
    await expect(extensionBits(extension).use('fog')).rejects.toMatchObject(failed('busy'))
    await pass()
    controller.abort()
    await outcome
    expect(twitch.bits.useBits).toHaveBeenCalledTimes(1)
    expect([twitch.count('complete'), twitch.count('cancelled')]).toEqual([1, 1])
  })

  it('that are not enabled ask Twitch for nothing', async () => {
    const { twitch, bits } = start()
    twitch.features.isBitsEnabled = false
    twitch.authorize()
    await expect(bits.use('hat')).rejects.toMatchObject(failed('disabled'))
    expect(twitch.bits.useBits).not.toHaveBeenCalled()
  })

  it('are disabled where the helper has no Bits, each time', async () => {
    const { helper, authorize } = scriptHelper()
    const bits = extensionBits(createExtension({ helper: { ...helper, bits: undefined } }))
    authorize()
    const refused: unknown[] = []
    for (const sku of ['hat', 'fog']) {
      bits.use(sku).catch((error: unknown) => refused.push(error))
      await pass()
    }
    expect(refused).toEqual([expect.objectContaining(failed('disabled')), expect.objectContaining(failed('disabled'))])
  })

  it('of a viewer who leaves are cancelled: the next one’s transaction is theirs', async () => {
    const { twitch, bits } = start()
    twitch.authorize('U1')
    const using = bits.use('hat')
    const outcome = expect(using).rejects.toMatchObject(failed('cancelled'))
    await pass()
    twitch.authorize('U2')
    twitch.call('complete', transaction('hat', 'current_user'))
    await outcome
  })

  it('of a viewer who has left complete no exchange of the next one, if both have shared their ids', async () => {
    const { twitch, bits } = start()
    twitch.viewer.id = '1001'
    twitch.authorize('U1')
    const first = expect(bits.use('hat')).rejects.toMatchObject(failed('cancelled'))
    await pass()
    twitch.viewer.id = '1002'
    twitch.authorize('U2')
    await first
    const second = bits.use('hat')
    await pass()
    twitch.call('complete', transaction('hat', 'current_user'))
    const own = { ...transaction('hat', 'current_user'), userId: '1002' }
    twitch.call('complete', own)
    expect(await second).toBe(own)
  })

  it('of a viewer who has just left are not asked of the next one', async () => {
    const { twitch, bits } = start()
    twitch.authorize('U1')
    await pass()
    const outcome = expect(bits.use('hat')).rejects.toMatchObject(failed('cancelled'))
    twitch.authorize('U2')
    await outcome
    expect(twitch.bits.useBits).not.toHaveBeenCalled()
  })

  it('without a helper reject with what is missing, and work once it has come', async () => {
    const { twitch, bits } = start()
    await expect(within(6000, bits.use('hat'))).rejects.toMatchObject({ code: 'token' })
    twitch.authorize()
    await pass()
    bits.showBalance()
    await pass()
    expect(twitch.bits.showBitsBalance).toHaveBeenCalledTimes(1)
    const using = bits.use('hat')
    await pass()
    twitch.call('complete', transaction('hat', 'current_user'))
    await using
  })

  it('loop back in development if asked', async () => {
    const { twitch, extension } = { ...start() }
    const other = createExtension({ helper: twitch.helper })
    extensionBits(other, { useLoopback: true })
    twitch.authorize()
    await pass()
    expect(twitch.bits.setUseLoopback.mock.calls).toEqual([[true]])
    expect(extension.state.status).toBe('ready')
  })
})
