import { fromWallTime, now } from '../clock.ts'
import { sleep } from '../request/abortable.ts'
import type { OpenStorage } from './storage.ts'

/** How long a tab that crashed or hangs can block the others. */
const leaseTime = 75_000

/**
 * Runs `task` in one tab at a time. Local files in OBS and LAN addresses are not secure contexts and have no Web Locks:
 * there it uses a lease in the shared storage. The signal ends the wait for other tabs.
 */
export async function exclusively<T>(
  key: string,
  store: OpenStorage,
  signal: AbortSignal,
  task: () => Promise<T>,
): Promise<T> {
  let begun = false
  const waiting = new AbortController()
  const give = () => waiting.abort()
  const timer = setTimeout(give, leaseTime)
  signal.addEventListener('abort', give, { signal: waiting.signal })
  try {
    return await navigator.locks.request(key, { signal: waiting.signal }, () => {
      begun = true
      clearTimeout(timer)
      return task()
    })
  } catch (error) {
    // The platform has no Web Locks, this frame may not use them, or another tab hangs.
    if (begun) throw error
  } finally {
    clearTimeout(timer)
    give()
  }
  const owner = `${Math.random()}`
  let known: unknown
  let endsAt = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const lease = await store.getItem(key)
      const [until, by] = String(lease).split(' ')
      // The system clock may be set while this waits.
      if (lease !== known) endsAt = fromWallTime(Number(until), leaseTime)
      known = lease
      const isFree = !(endsAt > now())
      // Timers of hidden tabs can be so slow that the lease has expired, so the lease is written again before use.
      if (isFree) await store.setItem(key, `${Date.now() + leaseTime} ${owner}`)
      if (by === owner) return await task()
      // Another tab may have written at the same moment. The last one to write gets the lease.
      await sleep(isFree ? 50 : 200, signal)
    }
  } finally {
    if (String(await store.getItem(key)).endsWith(owner)) await store.removeItem(key)
  }
}
