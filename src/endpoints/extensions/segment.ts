import type { Rule } from '../../spec.ts'

/** Whose configuration it is: one channel's as its broadcaster or the developer set it, or that of all. */
export type ExtensionSegment = 'broadcaster' | 'developer' | 'global'

export const segmentRule: Rule<'segment' | 'broadcaster_id'> = {
  keys: ['segment', 'broadcaster_id'],
  expected: 'given together, or only segment if that is global',
  test: ({ segment, broadcaster_id }) =>
    [segment].flat().every(one => one === 'global') === (broadcaster_id === undefined),
}
