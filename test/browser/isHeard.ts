import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'

/** Waits until open pages have live subscriptions to these types. Events that come earlier are shown by no page. */
export const isHeard = ({ twitch }: RunningDemo, ...types: readonly string[]): Promise<void> =>
  expect
    .poll(() =>
      twitch.fake.eventSub.sessions
        .filter(({ status }) => status === 'connected')
        .flatMap(({ subscriptions }) => subscriptions)
        .filter(({ status }) => status === 'enabled')
        .map(({ type }) => type),
    )
    .toEqual(expect.arrayContaining([...types]))
