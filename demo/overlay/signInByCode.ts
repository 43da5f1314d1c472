import type { DeviceCode } from 'tinyhelix'
import type { useHelixAuth } from 'tinyhelix/svelte'

const pause = 5000

/** Shows codes until somebody has signed in with one. Nobody sits at an overlay, so it begins anew by itself. */
export async function signInByCode(
  signIn: ReturnType<typeof useHelixAuth>['signIn'],
  onCode: (code: DeviceCode | null) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await signIn({ onCode, signal })
      return
    } catch {
      onCode(null)
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }
}
