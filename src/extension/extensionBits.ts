import { HelixError } from '../errors.ts'
import { listeners } from '../eventsub/store.ts'
import { abortable, eitherAborts } from '../request/abortable.ts'
import type { TwitchExtension } from './createExtension.ts'
import type { BitsProduct, BitsTransaction, TwitchHelper } from './twitchHelper.ts'

/** The Bits of an extension. */
export interface ExtensionBits {
  /** The products, the cheapest first. Rejects with code `bits` and reason `disabled` if this place has no Bits. */
  readonly products: (signal?: AbortSignal) => Promise<BitsProduct[]>
  /**
   * Asks the viewer to exchange Bits for a product, and resolves to their transaction. Rejects with code `bits` and reason
   * `cancelled` (also for a product that does not exist: Twitch gives no reason), `disabled` (Bits are not enabled here),
   * or `busy` (another exchange is open). Have your backend verify `transactionReceipt` before it delivers anything.
   */
  readonly use: (sku: string, signal?: AbortSignal) => Promise<BitsTransaction>
  /** Calls `handler` with each completed transaction, of this viewer and of others. Returns a function to stop. */
  readonly onTransaction: (handler: (transaction: BitsTransaction) => unknown) => () => void
  /** Shows the viewer's balance for a moment. Call it when they point at a product. */
  readonly showBalance: () => void
}

/** Options of {@link extensionBits}. */
export interface ExtensionBitsOptions {
  /** Completes every exchange after a moment without Bits, for development. @defaultValue `false` */
  readonly useLoopback?: boolean | undefined
}

const known = /* @__PURE__ */ new WeakMap<TwitchExtension, ExtensionBits>()

/**
 * Returns the Bits of an extension: its products, and their exchange for Bits.
 *
 * @see https://dev.twitch.tv/docs/extensions/bits/
 * @example
 * ```ts
 * import { isHelixError } from 'tinyhelix'
 * import { createExtension, extensionBits } from 'tinyhelix/extension'
 *
 * const extension = createExtension({ backend: 'https://ebs.example' })
 * const bits = extensionBits(extension)
 *
 * async function buy(sku: string) {
 *   try {
 *     const { transactionReceipt } = await bits.use(sku)
 *     await extension.fetch('https://ebs.example/deliver', { method: 'POST', body: transactionReceipt })
 *   } catch (error) {
 *     if (!isHelixError(error, 'bits')) throw error
 *   }
 * }
 * ```
 */
export function extensionBits(extension: TwitchExtension, { useLoopback }: ExtensionBitsOptions = {}): ExtensionBits {
  const before = known.get(extension)
  if (before) return before
  const completed = listeners<BitsTransaction>()
  const cancelled = listeners<void>()
  let isOpen = false
  const failed = (reason: 'cancelled' | 'disabled' | 'busy', message: string) =>
    new HelixError('bits', message, { reason })
  const follow = async (): Promise<TwitchHelper> => {
    const twitch = await extension.helper()
    twitch.bits?.onTransactionComplete(transaction => completed.tell(transaction))
    twitch.bits?.onTransactionCancelled(() => cancelled.tell())
    if (useLoopback) twitch.bits?.setUseLoopback(true)
    return twitch
  }
  let following: Promise<TwitchHelper> | undefined
  /** Twitch's helper, whose callbacks are registered once. A helper may still come after a failure. */
  const helper = () => {
    following ??= follow().catch(error => {
      following = undefined
      throw error
    })
    return following
  }
  helper().catch(() => {})

  const bits: ExtensionBits = {
    products: async signal => {
      const twitch = await abortable(helper(), signal)
      try {
        const products = [...((await abortable(Promise.resolve(twitch.bits?.getProducts()), signal)) ?? [])]
        return products.sort((one, other) => Number(one.cost.amount) - Number(other.cost.amount))
      } catch (error) {
        signal?.throwIfAborted()
        throw failed('disabled', `Twitch gives no products here: ${Object(error).message ?? error}`)
      }
    },
    use: async (sku, signal) => {
      signal?.throwIfAborted()
      if (isOpen) throw failed('busy', 'Another exchange of Bits is open: wait until it has ended.')
      isOpen = true
      const stops: (() => void)[] = []
      const viewerOf = () => extension.state.viewer?.opaqueId
      const viewerThen = viewerOf()
      const cancelledError = () => failed('cancelled', 'The viewer has not exchanged Bits.')
      try {
        const twitch = await abortable(helper(), signal)
        const viewer = viewerOf()
        if (viewerThen && viewer !== viewerThen) throw cancelledError()
        const { id } = extension.state.viewer ?? {}
        const { bits } = twitch
        if (!bits || !extension.state.features.isBitsEnabled)
          throw failed('disabled', 'Bits are not enabled in this channel.')
        return await eitherAborts([signal], either =>
          abortable(
            new Promise<BitsTransaction>((resolve, reject) => {
              const cancel = () => reject(cancelledError())
              stops.push(
                completed.add(transaction => {
                  const { initiator, product, userId } = transaction
                  // A transaction of the former viewer may come late. One of a loopback belongs to no viewer.
                  const isFormer = !useLoopback && id && userId && id !== userId
                  if (/^current_user$/i.test(initiator) && product.sku === sku && !isFormer) resolve(transaction)
                }),
                cancelled.add(cancel),
                // Another viewer's transaction is none of this exchange.
                extension.subscribe(() => viewerOf() === viewer || cancel()),
              )
              bits.useBits(sku)
            }),
            either,
          ),
        )
      } finally {
        for (const stop of stops) stop()
        isOpen = false
      }
    },
    onTransaction: completed.add,
    showBalance: () => {
      helper().then(
        twitch => twitch.bits?.showBitsBalance(),
        () => {},
      )
    },
  }
  known.set(extension, bits)
  return bits
}
