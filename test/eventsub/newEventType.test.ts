import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addSource } from '../tools/addSource.ts'
import { eventTypeSource } from '../tools/eventTypeSource.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A copy of the project, as far as a new type of events needs it. */
function copyOfProject() {
  const folder = mkdtempSync(join(tmpdir(), 'event-type-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const file of ['src', 'tsconfig.json', '.biome.json']) {
    cpSync(join(root, file), join(folder, file), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

const run = (folder: string, script: string, ...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  return [status, status ? stdout + stderr : '']
}

describe('npm run event-type', () => {
  it('adds a type that passes the linter and the compiler, and replaces none', { timeout: 120_000 }, () => {
    const folder = copyOfProject()
    const conditions = ['ofBroadcaster', 'ofModerator', 'ofOwnUser', 'ofReward', 'ofChat', 'ofUser', 'ofChannel']
    for (const [index, condition] of conditions.entries()) {
      const scopes = ['channel:read:thing', 'channel:manage:thing'].slice(0, index)
      addSource(eventTypeSource({ type: `channel.new_thing_${index}`, version: `${index}`, condition, scopes }), folder)
    }
    expect(run(folder, '@biomejs/biome/bin/biome', 'check', 'src/eventsub')).toEqual([0, ''])
    expect(run(folder, 'typescript/bin/tsc', '-p', 'src', '--noEmit', '--emitDeclarationOnly', 'false')).toEqual([
      0,
      '',
    ])
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
