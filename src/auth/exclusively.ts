import { sleep } from '../request/abortable.ts'
import type { OpenStorage } from './storage.ts'

/** How long a tab that died may hold the others up. */
const leaseTime = 75_000

/**
 * Runs `task` while no other tab does. OBS's local files and LAN addresses are no secure contexts and have no Web Locks:
 * there a lease in the shared storage does.
 */
export async function exclusively<T>(key: string, store: OpenStorage, task: () => Promise<T>): Promise<T> {
  let begun = false
  try {
    return await navigator.locks.request(key, () => {
      begun = true
      return task()
    })
  } catch (error) {
    // A platform without Web Locks, or a frame that may not use them.
    if (begun) throw error
  }
  const owner = Math.random()
  for (;;) {
    const [until, by] = String(await store.getItem(key)).split(' ')
    const isMine = by === `${owner}`
    const left = Number(until) - Date.now()
    const isFree = !(left > 0 && left <= leaseTime)
    // Timers of hidden tabs may be so slow that the lease is over: it is written anew before it counts.
    if (isFree) await store.setItem(key, `${Date.now() + leaseTime} ${owner}`)
    if (isMine) break
    // Another tab may have written at the same moment: the last one to write has it.
    await sleep(isFree ? 50 : 200, undefined)
  }
  try {
    return await task()
  } finally {
    await store.removeItem(key)
  }
}
