import type { Rule } from '../../spec.ts'

/** The segment: `broadcaster` or `developer` for one channel, or `global` for all channels. */
export type ExtensionSegment = 'broadcaster' | 'developer' | 'global'

export const segmentRule: Rule<'segment' | 'broadcaster_id'> = {
  keys: ['segment', 'broadcaster_id'],
  expected: 'given together, or only segment if that is global',
  test: ({ segment, broadcaster_id }) =>
    [segment].flat().every(one => one === 'global') === (broadcaster_id === undefined),
}
