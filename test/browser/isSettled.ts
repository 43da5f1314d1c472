import type { LiveFamily } from 'tinyhelix/query/live'
import { expect } from 'vitest'
import { isCaughtUp } from '../query/live/caughtUp.ts'
import type { RunningDemo } from '../tools/demo.ts'

/**
 * Waits until a page asks nothing more. Answers of these live families were fetched after Twitch accepted their
 * subscriptions by then.
 */
export async function isSettled(
  { twitch: { fake } }: RunningDemo,
  families: readonly LiveFamily[] = [],
): Promise<void> {
  let before = -1
  const isQuiet = () => {
    const isSame = fake.requests.length === before
    before = fake.requests.length
    return isSame && isCaughtUp(fake.requests, families)
  }
  await expect.poll(isQuiet, { interval: 2000 }).toBe(true)
}
