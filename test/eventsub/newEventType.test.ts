import { describe, expect, it } from 'vitest'
import { eventTypeSource } from '../tools/eventTypeSource.ts'

describe('npm run event-type', () => {
  it('invalid types and unknown conditions are refused', () => {
    expect(() => eventTypeSource({ type: 'follow' })).toThrow('it must read like channel.new_thing')
    expect(() => eventTypeSource({ type: 'channel.clap', condition: 'ofNobody' })).toThrow(
      'it must be one of ofChannel',
    )
  })
})
