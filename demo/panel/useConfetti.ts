import { isHelixError } from 'tinyhelix'
import { type BitsProduct, extensionBits } from 'tinyhelix/extension'
import { useExtension, useExtensionMessage } from 'tinyhelix/vue'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { messageSchema } from './content.ts'
import { askBackend, extension } from './extension.ts'

/** How long it falls, in milliseconds. */
const duration = 6000

/** Who has bought confetti just now. The backend says so, after it has verified the receipt. */
export function useFallingConfetti() {
  const from = ref<string>()
  let timer: ReturnType<typeof setTimeout>
  useExtensionMessage('broadcast', messageSchema, message => {
    if (message.type !== 'confetti') return
    from.value = message.from
    clearTimeout(timer)
    timer = setTimeout(() => {
      from.value = undefined
    }, duration)
  })
  onScopeDispose(() => clearTimeout(timer))
  return from
}

/** The confetti that viewers buy with Bits, where Bits are enabled. */
export function useBuyingConfetti() {
  const { features } = useExtension()
  const product = shallowRef<BitsProduct>()
  const problem = ref<'cancelled' | 'failed'>()
  const isOpen = ref(false)
  const bits = extensionBits(extension)
  watch(
    () => features.value.isBitsEnabled,
    async isEnabled => {
      const products = isEnabled ? await bits.products().catch(() => []) : []
      product.value = products.find(({ sku }) => sku === 'confetti')
    },
    { immediate: true },
  )
  const buy = async (sku: string) => {
    problem.value = undefined
    isOpen.value = true
    try {
      const { transactionReceipt } = await bits.use(sku)
      await askBackend('POST', 'confetti', { receipt: transactionReceipt })
    } catch (error) {
      problem.value = isHelixError(error, 'bits') ? 'cancelled' : 'failed'
    } finally {
      isOpen.value = false
    }
  }
  return { product, problem, isOpen, buy, showBalance: bits.showBalance }
}
