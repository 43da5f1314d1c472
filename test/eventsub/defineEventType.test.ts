import { isHelixError, type Scope, scopesFor } from 'tinyhelix'
import { type ChannelCondition, channelFollow, defineEventType, type EventType } from 'tinyhelix/eventsub'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

interface ClapEvent {
  user_name: string
  hands: number
}

interface ClapCondition {
  broadcaster_user_id?: string
  reward_id?: string
  organization_id: string
}

const clap = v.object({ user_name: v.string(), hands: v.number() })

const channelClap: EventType<ClapCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  version: '2',
  scopes: ['channel:read:claps' as Scope, 'channel:manage:claps' as Scope],
  also: [['moderator:read:hands' as Scope]],
  condition: { broadcaster_user_id: 'self', reward_id: 'optional', organization_id: 'required' },
  event: clap,
})

/** Runs a function, and returns the error that it throws. */
function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

describe('defineEventType', () => {
  it('an own type has the same description as the library’s types', () => {
    const { params, event, ...rest } = channelClap.spec
    expect(rest).toEqual({
      type: 'channel.clap',
      version: '2',
      scopes: ['channel:read:claps', 'channel:manage:claps'],
      also: [['moderator:read:hands']],
      rules: [],
      owner: null,
    })
    expect(event).toBe(clap)
    expect(Object.keys(params)).toEqual(['broadcaster_user_id', 'reward_id', 'organization_id'])
    // By identity, because the library recognizes ids that default to the user by it.
    expect(params['broadcaster_user_id']).toBe(channelFollow.spec.params['broadcaster_user_id'])
    expect(params['reward_id']?.type).toBe('exact_optional')
    expect(params['reward_id']).not.toBe(params['broadcaster_user_id'])
    expect(params['organization_id']?.type).not.toMatch(/optional$/)
  })

  it('version 1 and no scopes are the defaults', () => {
    const bare = defineEventType<ChannelCondition, ClapEvent>({
      type: 'channel.clap',
      condition: { broadcaster_user_id: 'self' },
      event: clap,
    })
    expect(bare.spec).toMatchObject({ version: '1', scopes: [], rules: [], owner: null })
  })

  it('any Standard Schema is accepted', () => {
    const event = {
      '~standard': {
        version: 1 as const,
        vendor: 'by hand',
        validate: (value: unknown) =>
          typeof Object(value).hands === 'number' ? { value } : { issues: [{ message: 'no hands', path: ['hands'] }] },
      },
    }
    const byHand: EventType<ChannelCondition, ClapEvent> = defineEventType({
      type: 'channel.clap',
      condition: { broadcaster_user_id: 'optional' },
      event,
    })
    expect(byHand.spec.event).toBe(event)
    expect(byHand.spec.event['~standard'].validate({ hands: 2 })).toEqual({ value: { hands: 2 } })
    expect(byHand.spec.event['~standard'].validate({})).toEqual({ issues: [{ message: 'no hands', path: ['hands'] }] })
  })

  it('scopesFor accepts an own type', () => {
    expect(scopesFor(channelClap, channelFollow)).toEqual([
      'moderator:read:hands',
      'moderator:read:followers',
      'channel:read:claps',
    ])
  })

  it.each([
    '',
    'clap',
    'channel.',
    '.clap',
    'channel clap',
    'Channel.Clap',
    'channel.clap ',
    'channel..clap',
    'a/b.c',
    'channel.clap\n',
  ])('the type %j throws', type => {
    const error = thrown(() =>
      defineEventType<ChannelCondition, ClapEvent>({ type, condition: { broadcaster_user_id: 'self' }, event: clap }),
    )
    expect(isHelixError(error, 'parameter')).toBe(true)
    expect(String(error)).toContain('must read like channel.new_thing')
  })

  it.each(['slef', '', 'toString', '__proto__'])('the word %j in a condition throws', word => {
    const condition = Object.fromEntries([['broadcaster_user_id', word]])
    const error = thrown(() =>
      Reflect.apply(defineEventType, undefined, [{ type: 'channel.clap', condition, event: clap }]),
    )
    expect(isHelixError(error, 'parameter')).toBe(true)
    expect(String(error)).toContain(`"${word}": it must be self, optional or required`)
  })
})
