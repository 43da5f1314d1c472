import {
  channelChatMessage,
  channelFollow,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  streamOnline,
  userUpdate,
  userWhisperMessage,
} from 'tinyhelix/eventsub'
import { describe, expect, it } from 'vitest'
import { specs } from './types.ts'

type Spec = typeof channelFollow.spec

/** Whether a condition is accepted. */
const takes = ({ params, rules }: Spec, given: Readonly<Record<string, unknown>>) =>
  Object.entries(params).every(([key, schema]) => {
    if (!(key in given)) return schema.type.endsWith('optional')
    const result = schema['~standard'].validate(given[key])
    return !('then' in result) && !result.issues
  }) && rules.every(({ test }) => test(given, 'user'))

describe('the condition of an event type', () => {
  it('every condition defaults to the signed-in user', () => {
    for (const [name, spec] of specs) expect(takes(spec, {}), name).toBe(true)
  })

  it.each([...specs])(
    'the condition of %s accepts ids, but not undefined, null, the empty text or a number',
    (_, spec) => {
      const [first = '', second] = Object.keys(spec.params)
      expect(takes(spec, { [first]: '42' })).toBe(true)
      for (const key of Object.keys(spec.params)) {
        const given = (value: unknown) => ({
          [key]: value,
          ...(spec.rules.length && { [key === first ? `${second}` : first]: '1' }),
        })
        for (const value of [undefined, null, '', 42, ['42']])
          expect(takes(spec, given(value)), `${key}: ${JSON.stringify(value)}`).toBe(false)
      }
    },
  )

  it('the condition of a raid accepts one of its two ids, not both', () => {
    expect(takes(channelRaid.spec, { from_broadcaster_user_id: '1' })).toBe(true)
    expect(takes(channelRaid.spec, { to_broadcaster_user_id: '1' })).toBe(true)
    expect(takes(channelRaid.spec, {})).toBe(true)
    expect(takes(channelRaid.spec, { from_broadcaster_user_id: '1', to_broadcaster_user_id: '2' })).toBe(false)
    expect(channelRaid.spec.rules).toEqual([expect.objectContaining({ expected: 'given, at most one of them' })])
  })

  it('`owner` names the id that must be the signed-in user', () => {
    const owners = [channelFollow, channelChatMessage, channelPointsCustomRewardRedemptionAdd, userWhisperMessage]
    expect(owners.map(({ spec }) => spec.owner)).toEqual([
      'moderator_user_id',
      'user_id',
      'broadcaster_user_id',
      'user_id',
    ])
    expect([streamOnline, userUpdate, channelRaid].map(({ spec }) => spec.owner)).toEqual([null, null, null])
  })
})
