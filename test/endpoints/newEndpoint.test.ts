import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { addSource } from '../tools/addSource.ts'
import { endpointSource, type NewEndpoint } from '../tools/endpointSource.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('npm run endpoint', () => {
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
    ['"all" is no size of a page.', { result: 'page', maxFirst: 'all' }],
    ['"bot" is no kind of token: it must be user, app, jwt, extension, any or none.', { tokens: ['bot'] }],
    ['"any" and "none" stand alone.', { tokens: ['any', 'app'] }],
    ['"read things" is no scope: it must read like user:read:things.', { scopes: ['read things'] }],
    ['A scope is one of a user token: give --token user.', { scopes: ['user:bot'], tokens: ['app'] }],
    ['"My things" is no category: it must read like channel-points.', { category: 'My things' }],
  ])('invalid options are refused: %s', (problem, given) => {
    const usual = { name: 'getUnheardOf', method: 'GET', path: '/unheard_of' }
    expect(() => endpointSource({ ...usual, ...given }, root)).toThrow(problem)
  })

  it('existing files are not replaced', () => {
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
  ])('the endpoint of %s goes into the folder of similar paths', (path, category) => {
    const { file } = endpointSource({ name: 'getUnheardOf', method: 'GET', path }, root)
    expect(file).toBe(`src/endpoints/${category}/getUnheardOf.ts`)
  })
})
