import { fromWallTime, now } from '../clock.ts'
import { sleep } from '../request/abortable.ts'
import type { OpenStorage } from './storage.ts'

/** How long a tab that crashed can block the others. */
const leaseTime = 75_000

/**
 * Runs `task` in one tab at a time. Local files in OBS and LAN addresses are not secure contexts and have no Web Locks:
 * there it uses a lease in the shared storage.
 */
export async function exclusively<T>(key: string, store: OpenStorage, task: () => Promise<T>): Promise<T> {
  let begun = false
  try {
    return await navigator.locks.request(key, () => {
      begun = true
      return task()
    })
  } catch (error) {
    // The platform has no Web Locks, or this frame may not use them.
    if (begun) throw error
  }
  const owner = Math.random()
  let known: unknown
  let endsAt = 0
  for (;;) {
    const lease = await store.getItem(key)
    const [until, by] = String(lease).split(' ')
    const isMine = by === `${owner}`
    // The system clock may be set while this waits.
    if (lease !== known) endsAt = fromWallTime(Number(until), leaseTime)
    known = lease
    const isFree = !(endsAt > now())
    // Timers of hidden tabs can be so slow that the lease has expired, so the lease is written again before use.
    if (isFree) await store.setItem(key, `${Date.now() + leaseTime} ${owner}`)
    if (isMine) break
    // Another tab may have written at the same moment. The last one to write gets the lease.
    await sleep(isFree ? 50 : 200, undefined)
  }
  try {
    return await task()
  } finally {
    await store.removeItem(key)
  }
}
