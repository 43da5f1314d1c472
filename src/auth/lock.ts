import { sleep } from '../transport.ts'
import type { TokenStorage } from './storage.ts'

/** How long a tab that died may hold the others up. */
const leaseTime = 15_000

/**
 * Runs `task` while no other tab does. OBS's local files and LAN addresses are no secure contexts and have no Web Locks:
 * there a lease in the shared storage does.
 */
export async function exclusively<T>(key: string, store: TokenStorage, task: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(key, task)
  const lease = `${key}:lease`
  const owner = String(Math.random())
  for (;;) {
    const [until, by] = (await store.getItem(lease))?.split(' ') ?? []
    if (by === owner) break
    if (!(Number(until) > Date.now())) {
      await store.setItem(lease, `${Date.now() + leaseTime} ${owner}`)
      // Another tab may have written at the same moment: the last one to write has it.
      await sleep(50, undefined)
    } else await sleep(200, undefined)
  }
  try {
    return await task()
  } finally {
    await store.removeItem(lease)
  }
}
