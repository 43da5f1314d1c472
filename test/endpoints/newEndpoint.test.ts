import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { addSource } from '../tools/addSource.ts'
import { endpointSource, type NewEndpoint } from '../tools/endpointSource.ts'
import { copyProject } from '../tools/projectCopy.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [, ...command] = manifest.scripts.endpoint.split(' ')
const [script = '', ...words] = command

/** What Vitest reports. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** One of each kind of result, method and token. */
const others: readonly NewEndpoint[] = [
  { name: 'createThing', method: 'POST', path: '/things' },
  { name: 'deleteThing', method: 'delete', path: '/things' },
  { name: 'updateThing', method: 'PATCH', path: '/things', result: 'object', tokens: ['app'] },
  { name: 'getThingCalendar', method: 'GET', path: '/things/calendar', result: 'text', tokens: ['none'] },
  { name: 'searchThings', method: 'GET', path: '/search/things', result: 'envelope', tokens: ['jwt'] },
  { name: 'checkChatThing', method: 'GET', path: '/chat/things', result: 'maybe' },
  { name: 'getLatestThing', method: 'GET', path: '/things/latest', result: 'one', tokens: ['extension', 'user'] },
  {
    name: 'sendThing',
    method: 'POST',
    path: '/chat/things',
    result: 'void',
    tokens: ['user', 'app'],
    scopes: ['user:bot'],
  },
]

describe('npm run endpoint', () => {
  it('adds an endpoint that passes the linter, the compiler and all tests of endpoints and of the fake', {
    timeout: 240_000,
  }, async () => {
    const { folder, run } = copyProject()
    const read = (file: string) => readFileSync(join(folder, file), 'utf8')
    const added = await run(
      script,
      ...words,
      'getThings',
      'GET',
      '/things',
      '--result',
      'page',
      '--scope',
      'user:read:things',
    )
    expect(added).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^src\/endpoints\/things\/getThings\.ts is there/),
    })
    expect(read('src/index.ts')).toContain(
      "export { type GetThingsParams, getThings, type Thing } from './endpoints/things/getThings.ts'",
    )
    expect(read('src/endpoints/README.md')).toContain(
      '[`getThings`](https://dev.twitch.tv/docs/api/reference#get-things)',
    )
    for (const endpoint of others) addSource(endpointSource(endpoint, folder), folder)

    // This test is not to run itself there.
    rmSync(join(folder, 'test/endpoints/newEndpoint.test.ts'))
    const report = join(folder, 'report.json')
    const [lint, types, tests] = await Promise.all([
      run('node_modules/@biomejs/biome/bin/biome', 'check'),
      run('node_modules/typescript/bin/tsc', '-p', '.'),
      run(
        'node_modules/vitest/vitest.mjs',
        ...['run', '--project', 'unit', '--no-isolate', '--reporter', 'json', '--outputFile', report],
        ...['test/endpoints', 'test/testing'],
      ),
    ])
    expect(lint).toMatchObject({ status: 0 })
    expect(types).toEqual({ status: 0, output: '' })
    const { testResults }: Report = JSON.parse(read('report.json'))
    const results = testResults.flatMap(({ assertionResults }) => assertionResults)
    const withStatus = (status: string) =>
      results.filter(result => result.status === status).map(result => result.fullName)
    expect(withStatus('failed')).toEqual([])
    expect(tests).toMatchObject({ status: 0 })
    const passed = withStatus('passed')
    for (const name of ['getThings', ...others.map(({ name }) => name)]) {
      expect(passed).toContain(`${name} is answered in its documented form`)
      expect(passed).toContain(`the comment on ${name} shows a call`)
      expect(passed).toContain(`the description of ${name} names only parameters that it has`)
    }
  })

  it.each<[string, Partial<NewEndpoint>]>([
    ['"things" is no name of an endpoint: it must read like getThings.', { name: 'things' }],
    ['"GRAB" is no method: it must be GET, POST, PUT, PATCH or DELETE.', { method: 'GRAB' }],
    ['"things" is no path of an endpoint: it must read like /users/blocks.', { path: 'things' }],
    ['makeThings would read: its name must begin with get, search or check.', { name: 'makeThings' }],
    ['getUnheardOf would write: its name must not begin with get, search or check.', { method: 'PUT' }],
    ['getStreams has GET /streams already.', { path: '/streams' }],
    ['"rows" is no result: it must be one, maybe, list, object, envelope, page, text or void.', { result: 'rows' }],
    ['A read has a result', { result: 'void' }],
    ['Pages are read', { name: 'createThing', method: 'POST', result: 'page' }],
    ['"all" is no size of a page.', { result: 'page', largest: 'all' }],
    ['"bot" is no kind of token: it must be user, app, jwt, extension, any or none.', { tokens: ['bot'] }],
    ['"any" and "none" stand alone.', { tokens: ['any', 'app'] }],
    ['"read things" is no scope: it must read like user:read:things.', { scopes: ['read things'] }],
    ['A scope is one of a user token: give --token user.', { scopes: ['user:bot'], tokens: ['app'] }],
    ['"My things" is no category: it must read like channel-points.', { category: 'My things' }],
  ])('refuses what would not become an endpoint: %s', (problem, given) => {
    const usual = { name: 'getUnheardOf', method: 'GET', path: '/unheard_of' }
    expect(() => endpointSource({ ...usual, ...given }, root)).toThrow(problem)
  })

  it('replaces nothing', () => {
    const source = endpointSource(
      { name: 'getStreams', method: 'GET', path: '/streams/new', category: 'streams' },
      root,
    )
    expect(() => addSource(source, root)).toThrow('src/endpoints/streams/getStreams.ts is there already.')
  })

  it.each([
    ['/moderation/things', 'moderation'],
    ['/channels/ads/things', 'ads'],
    ['/channel_points/things', 'channel-points'],
    ['/new_things/all', 'new-things'],
  ])('puts %s where the endpoints of paths like it are', (path, category) => {
    const { file } = endpointSource({ name: 'getUnheardOf', method: 'GET', path }, root)
    expect(file).toBe(`src/endpoints/${category}/getUnheardOf.ts`)
  })
})
