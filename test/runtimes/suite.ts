import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, type Verdict } from './cases.ts'
import type { Runtime } from './runtimes.ts'
import { type FaultyTwitch, startFaultyTwitch } from './twitch.ts'

/** One test for each case, with its outcome in a runtime. */
export function describeRuntime(name: string, runtime: Runtime): void {
  describe(`in ${name}`, () => {
    let twitch: FaultyTwitch
    let verdicts: ReadonlyMap<string, Verdict[1]>

    beforeAll(async () => {
      twitch = await startFaultyTwitch()
      verdicts = new Map(await runtime(twitch.surroundings))
    })

    afterAll(() => twitch.close())

    it.each(Object.keys(cases))('%s', name => {
      expect(verdicts.get(name)).toBeNull()
    })
  })
}
