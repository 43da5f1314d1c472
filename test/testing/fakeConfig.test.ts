import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getChannelFollowers, getUsers } from 'tinyhelix'
import { createFakeTwitch, defineFake, type FakeConfig } from 'tinyhelix/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../src/testing/node/fakeCommand.ts'
import { loadFakeConfig } from '../../src/testing/node/loadFakeConfig.ts'

let folder = ''
let stop = async () => {}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tinyhelix-config-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
})
afterEach(async () => {
  await stop()
  stop = async () => {}
})
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0

/** Writes a file that no test has loaded before. */
function write(code: string, type = 'ts'): string {
  const file = join(folder, `fake-${count++}.${type}`)
  writeFileSync(file, code)
  return file
}

const isWithoutVite = async () => null

const problemOf = (loading: Promise<unknown>): Promise<Error> => loading.then(() => new Error('none'), Object)

describe('the file of --config', () => {
  it.each([
    ['TypeScript, which Vite loads', 'ts', undefined],
    ['JavaScript, which Vite loads', 'js', undefined],
    ['JavaScript, which Node loads', 'js', isWithoutVite],
  ] as const)('the file is read as %s', async (_, type, vite) => {
    const part = type === 'ts' ? 'export const seed: number = 7' : 'export const seed = 7'
    writeFileSync(join(folder, `part.${type}`), part)
    const file = write(
      `import { seed } from './part.${type}'\nexport default { seed, users: [{ login: 'mine' }] }`,
      type,
    )
    const { config, files } = await loadFakeConfig(file, '/', vite)
    expect(config).toEqual({ seed: 7, users: [{ login: 'mine' }] })
    expect(files).toEqual(vite ? [file] : [file, join(folder, `part.${type}`)])
  })

  it('a relative path starts at the current folder', async () => {
    const file = write('export default { seed: 3 }')
    const { config } = await loadFakeConfig(file.slice(folder.length + 1), folder)
    expect(config).toEqual({ seed: 3 })
  })

  it('the file configures the fake, and options override it', async () => {
    const config = write("export default { seed: 7, users: [{ login: 'mine', id: '77' }] }")
    const serve = async (...words: string[]) => {
      const { served } = await runCommand(['fake', '--port', '0', '--config', config, ...words])
      if (!served) throw new Error('It was to serve.')
      stop = served.close
      const logins = [1100, 1101, 1102].map(id => served.fake.user(`${id}`).login)
      const { id } = served.fake.user('mine')
      await served.close()
      stop = async () => {}
      return { logins, id }
    }
    const { logins, id } = await serve()
    expect(id).toBe('77')
    const loginsOf = (seed: number) => [1100, 1101, 1102].map(id => createFakeTwitch({ seed }).user(`${id}`).login)
    expect(logins).toEqual(loginsOf(7))
    expect((await serve('--seed', '8')).logins).toEqual(loginsOf(8))
  })

  it('code, command and page can play the scenes of the file', async () => {
    const code = `export default { scenes: [{ name: 'mine', title: 'My scene', play: stage => stage.say(stage.channel, 'now') }] }`
    const { text, served } = await runCommand(['fake', '--port', '0', '--config', write(code), '--scene', 'mine'])
    if (!served) throw new Error(text)
    stop = served.close
    const { scenes } = await (await fetch(`${served.url}/control/state`)).json()
    expect(scenes.at(-1)).toEqual({ name: 'mine', title: 'My scene' })
    await served.fake.play('mine').finished
    await expect(runCommand(['fake', '--scene', 'mine'])).rejects.toThrow('There is no scene "mine".')
  })

  it.each([
    ['has no default export', 'export const seed = 1', 'must have a default export: export default defineFake({ … }).'],
    ['exports a number', 'export default 7', 'must have a default export: export default defineFake({ … }).'],
    ['exports an array', 'export default []', 'must have a default export: export default defineFake({ … }).'],
    [
      'has an unknown key',
      'export default { sed: 1 }',
      'has an unknown key, "sed". There are seed, endpoints, eventTypes, users, scenes.',
    ],
    [
      'has a key of every object',
      'export default { toString: 1 }',
      'has an unknown key, "toString". There are seed, endpoints, eventTypes, users, scenes.',
    ],
    ['has a wrong seed', 'export default { seed: "1" }', 'seed: It must be a whole number from 0 to 4294967295.'],
    ['has no list', 'export default { endpoints: {} }', 'endpoints: It must be an array.'],
    [
      'has a function in place of an endpoint',
      'export default { endpoints: [() => 1] }',
      'endpoints: The endpoints of a fake are what defineEndpoint returned, or { endpoint, sample }.',
    ],
    [
      'has a name in place of a type of events',
      "export default { eventTypes: ['channel.follow'] }",
      'eventTypes: Event types are what defineEventType returned.',
    ],
    ['has a name in place of a user', "export default { users: ['me'] }", 'users: A user is an object with a login.'],
    [
      'has a scene of the fake',
      "export default { scenes: [{ name: 'raid', play() {} }] }",
      'There is a scene raid already.',
    ],
    [
      'has no play',
      "export default { scenes: [{ name: 'mine' }] }",
      'A scene is an object with a name and a function play.',
    ],
    ['has a user of the fake', "export default { users: [{ login: 'ada' }] }", 'users: There is a user ada already.'],
  ])('a file that %s is refused with a message, with Vite and without', async (_, code, message) => {
    for (const vite of [undefined, isWithoutVite]) {
      const file = write(code, 'js')
      const error = await problemOf(loadFakeConfig(file, '/', vite))
      expect(error.name).toBe('UsageError')
      expect(error.message).toMatch(file)
      expect(error.message).toContain(message)
    }
  })

  it('the error has the reason and the place of each problem', async () => {
    const broken = write('export default {\n  seed: 1, }}')
    const { name, message } = await problemOf(loadFakeConfig(broken, '/'))
    expect(name).toBe('UsageError')
    expect(message).toContain('cannot be loaded: Transform failed with 1 error')
    expect(message).toContain('2:13')
    expect(message).not.toContain('\u001b')
    const thrown = write('const n: number = 1\nexport default { seed: n.nothing.more }')
    expect((await problemOf(loadFakeConfig(thrown, '/'))).message).toBe(
      `${thrown} cannot be loaded: Cannot read properties of undefined (reading 'more')`,
    )
    const script = write('export default {\n  seed: 1, }}', 'js')
    expect((await problemOf(loadFakeConfig(script, '/'))).message).toContain(
      `${script} cannot be loaded: line 2, column 12: `,
    )
    const lonely = write("import './nothing'\nexport default {}")
    expect((await problemOf(loadFakeConfig(lonely, '/'))).message).toContain('./nothing')
  })

  it.each([
    ['tinyhelix.fake.ts', 'There is no file /nowhere/tinyhelix.fake.ts.'],
    ['tinyhelix.fake.json', 'tinyhelix.fake.json must be a file of JavaScript or TypeScript.'],
    ['', 'must be a file of JavaScript or TypeScript.'],
  ])('a path that names no configuration is refused: "%s"', async (file, message) => {
    const error = await problemOf(loadFakeConfig(file, '/nowhere'))
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) })
  })
})

it('defineFake returns its argument, and the compiler knows its keys', () => {
  const config: FakeConfig = { seed: 2 }
  expect(defineFake(config)).toBe(config)
  // @ts-expect-error: there is no such key
  defineFake({ sed: 2 })
})

describe('own users', () => {
  it('own users have channels and can sign in', async () => {
    const fake = createFakeTwitch({
      cors: false,
      users: [
        { login: 'mine', display_name: 'Mine', broadcaster_type: 'partner', description: 'It is mine.' },
        { login: 'other', id: '77' },
      ],
    })
    const client = fake.client({ user: 'mine' })
    expect(await getUsers(client)).toMatchObject([
      { id: '1017', login: 'mine', display_name: 'Mine', broadcaster_type: 'partner', description: 'It is mine.' },
    ])
    expect(await getUsers(client, { id: ['77', '1018'] })).toMatchObject([
      { id: '77', login: 'other', display_name: 'other', broadcaster_type: 'affiliate', description: '' },
    ])
    expect((await getChannelFollowers(fake.client({ user: '77' }))).length).toBeGreaterThan(0)
    const query = { client_id: fake.clientId, redirect_uri: 'http://localhost/', response_type: 'token' }
    const page = await fake.fetch(`${fake.network.authURL}/authorize?${new URLSearchParams(query)}`)
    expect(await page.text()).toContain('value="mine"')
  })

  it('own users do not change the others', () => {
    const [plain, own] = [createFakeTwitch(), createFakeTwitch({ users: [{ login: 'mine' }] })]
    for (const id of ['1001', '1016', '1018', '1500', '9000']) expect(own.user(id)).toEqual(plain.user(id))
    expect(own.user('mine').id).toBe('1017')
  })

  it('a login of an own user is nobody else’s', () => {
    const taken = createFakeTwitch().user('1500').login
    const fake = createFakeTwitch({ users: [{ login: taken }] })
    expect(fake.user(taken).id).toBe('1017')
    const people = Array.from({ length: 8000 }, (_, index) => fake.user(`${1001 + index}`).login)
    expect(new Set(people).size).toBe(8000)
  })

  it.each<[string, NonNullable<FakeConfig['users']>, string]>([
    ['a login in capitals', [{ login: 'Mine' }], '"Mine" is no login'],
    ['no login', [{ login: '' }], '"" is no login'],
    ['a login twice', [{ login: 'mine' }, { login: 'mine' }], 'There is a user mine already.'],
    ['an id that is a word', [{ login: 'mine', id: 'x' }], 'The user mine has the id "x": an id has digits only.'],
    ['an id of the fake', [{ login: 'mine', id: '1001' }], 'The user mine has the id 1001, which is taken.'],
    [
      'an id twice',
      [
        { login: 'a1', id: '7' },
        { login: 'b1', id: '7' },
      ],
      'The user b1 has the id 7, which is taken.',
    ],
    ['too many', Array.from({ length: 985 }, (_, index) => ({ login: `u${index}` })), 'has places for 984 users'],
  ])('the error explains %s', (_, users, message) => {
    expect(() => createFakeTwitch({ users })).toThrow(message)
  })
})
