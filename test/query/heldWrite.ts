import { expect, vi } from 'vitest'
import type { ScriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'

/** A write that the test answers after it has arrived. */
export function heldWrite(twitch: ScriptedFetch, endpoint: string) {
  const answers = [deferred<object>(), deferred<object>()]
  let count = 0
  twitch.answer(endpoint, async () => (await answers[count++]?.promise) ?? {})
  return {
    arrived: (times: number) => vi.waitFor(() => expect(twitch.received(endpoint)).toHaveLength(times)),
    answer: (index: number, answer: object) => answers[index]?.resolve(answer),
  }
}
