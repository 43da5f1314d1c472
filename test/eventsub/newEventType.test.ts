import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addSource } from '../tools/addSource.ts'
import { eventTypeSource } from '../tools/eventTypeSource.ts'
import { copyProject } from '../tools/projectCopy.ts'

describe('npm run event-type', () => {
  it('adds a type that passes the linter and the compiler, and replaces none', { timeout: 120_000 }, async () => {
    const { folder, run } = copyProject()
    const conditions = ['ofBroadcaster', 'ofModerator', 'ofOwnUser', 'ofReward', 'ofChat', 'ofUser', 'ofChannel']
    for (const [index, condition] of conditions.entries()) {
      const scopes = ['channel:read:thing', 'channel:manage:thing'].slice(0, index)
      addSource(eventTypeSource({ type: `channel.new_thing_${index}`, version: `${index}`, condition, scopes }), folder)
    }
    expect(await run('node_modules/@biomejs/biome/bin/biome', 'check', 'src/eventsub')).toMatchObject({ status: 0 })
    const types = await run(
      'node_modules/typescript/bin/tsc',
      '-p',
      'src',
      '--noEmit',
      '--emitDeclarationOnly',
      'false',
    )
    expect(types).toEqual({ status: 0, output: '' })
    const barrel = readFileSync(join(folder, 'src/eventsub/index.ts'), 'utf8')
    expect(barrel).toContain(
      "export { type ChannelNewThing2Event, channelNewThing2 } from './types/channelNewThing2.ts'",
    )
    expect(() => addSource(eventTypeSource({ type: 'channel.new_thing_1' }), folder)).toThrow('is there already')
    expect(readFileSync(join(folder, 'src/eventsub/index.ts'), 'utf8')).toBe(barrel)
  })

  it('refuses what is no type, and conditions that there are not', () => {
    expect(() => eventTypeSource({ type: 'follow' })).toThrow('it must read like channel.new_thing')
    expect(() => eventTypeSource({ type: 'channel.clap', condition: 'ofNobody' })).toThrow(
      'it must be one of ofChannel',
    )
  })
})
