import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript-5.9'
import { describe, expect, inject, it } from 'vitest'

const { project } = inject('packed')

const imports = `
import { banUser, getStreams, getUnbanRequests, type HelixClient, userToken } from 'tinyhelix'
import { channelRaid, type EventSub, createEventQueue, type EventType } from 'tinyhelix/eventsub'
import * as react from 'tinyhelix/react'
import * as svelte from 'tinyhelix/svelte'
import * as vue from 'tinyhelix/vue'
declare const known: boolean
declare const client: HelixClient
declare const events: EventSub
declare const clap: EventType<{ room_id: string }, { count: number }>
`

const file = join(project, 'completion.ts')
let version = 0
let text = ''

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
}

const editor = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: name => (name === file ? `${version}` : '0'),
  getScriptSnapshot: name => ts.ScriptSnapshot.fromString(name === file ? text : readFileSync(name, 'utf8')),
  getCurrentDirectory: () => project,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
})

/** The names that an editor offers at the `|` of a line. */
function offered(line: string): string[] {
  const [before = '', after = ''] = `${imports}${line}\n`.split(/\|(?!\|)(?=[ '])/)
  text = before + after
  version++
  const entries = editor.getCompletionsAtPosition(file, before.length, {})?.entries ?? []
  return entries.map(({ name }) => name).sort()
}

const names = ['broadcaster_id', 'first', 'moderator_id', 'status', 'user_id']
const statuses = ['acknowledged', 'approved', 'canceled', 'denied', 'pending']

describe('an editor completes names of parameters', () => {
  it.each([
    'react.useHelixQuery(getUnbanRequests, { | })',
    'react.useHelixSuspenseQuery(getUnbanRequests, { | })',
    'vue.useHelixQuery(getUnbanRequests, () => ({ | }))',
    'svelte.createHelixQuery(getUnbanRequests, () => ({ | }))',
    'svelte.createHelixQuery(getUnbanRequests, () => { return { | } })',
    'svelte.createHelixQuery(getUnbanRequests, () => (known ? { | } : null))',
  ])('%s', line => expect(offered(line)).toEqual([...names, 'after'].sort()))

  it.each([
    'react.useHelixInfiniteQuery(getUnbanRequests, { | })',
    'react.useHelixSuspenseInfiniteQuery(getUnbanRequests, { | })',
    'vue.useHelixInfiniteQuery(getUnbanRequests, () => ({ | }))',
    'svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({ | }))',
  ])('%s', line => expect(offered(line)).toEqual(names))

  // An object can also be a ref, so Vue's own names are included.
  it.each(['vue.useHelixQuery(getUnbanRequests, { | })', 'vue.useHelixInfiniteQuery(getUnbanRequests, { | })'])(
    '%s',
    line => expect(offered(line)).toEqual(expect.arrayContaining(names)),
  )
})

describe('an editor completes ids of conditions', () => {
  const ends = ['from_broadcaster_user_id', 'to_broadcaster_user_id']
  it.each([
    'events.on(channelRaid, { | })',
    'events.on(channelRaid, { | }, () => {})',
    'createEventQueue(events, { raid: [channelRaid, { | }] })',
    'react.useEventSub(channelRaid, { | }, () => {})',
    'react.useEventQueue({ raid: [channelRaid, { | }] })',
    'vue.useEventSub(channelRaid, () => ({ | }), () => {})',
    'vue.useEventQueue(() => ({ raid: [channelRaid, { | }] }))',
    'svelte.useEventSub(channelRaid, () => ({ | }), () => {})',
    'svelte.useEventQueue(() => ({ raid: [channelRaid, { | }] }))',
  ])('%s', line => expect(offered(line)).toEqual(ends))

  it.each([
    'events.on(clap, { | })',
    'react.useEventSub(clap, { | }, () => {})',
    'svelte.useEventSub(clap, () => ({ | }), () => {})',
  ])('%s', line => expect(offered(line)).toEqual(['room_id']))

  it('vue.useEventSub(channelRaid, { | }, () => {})', () =>
    expect(offered('vue.useEventSub(channelRaid, { | }, () => {})')).toEqual(expect.arrayContaining(ends)))
})

describe('an editor completes values of parameters', () => {
  it.each([
    "react.useHelixQuery(getUnbanRequests, { status: '|' })",
    "react.useHelixSuspenseInfiniteQuery(getUnbanRequests, { status: '|' })",
    "vue.useHelixQuery(getUnbanRequests, { status: '|' })",
    "vue.useHelixQuery(getUnbanRequests, { status: () => '|' })",
    "vue.useHelixQuery(getUnbanRequests, () => ({ status: '|' }))",
    "vue.useHelixInfiniteQuery(getUnbanRequests, () => ({ status: '|' }))",
    "svelte.createHelixQuery(getUnbanRequests, () => ({ status: '|' }))",
    "svelte.createHelixInfiniteQuery(getUnbanRequests, () => ({ status: '|' }))",
  ])('%s', line => expect(offered(line)).toEqual(statuses))
})

describe('an editor completes no private member of TanStack’s options', () => {
  it.each([
    'react.useHelixQuery(getStreams, {}, { | })',
    'react.useHelixInfiniteQuery(getStreams, {}, { | })',
    'react.useHelixSuspenseQuery(getStreams, {}, { | })',
    'react.useHelixSuspenseInfiniteQuery(getStreams, {}, { | })',
    'react.useHelixMutation(banUser, { | })',
    'vue.useHelixQuery(getStreams, {}, { | })',
    'vue.useHelixInfiniteQuery(getStreams, {}, { | })',
    'vue.useHelixMutation(banUser, { | })',
    'svelte.createHelixQuery(getStreams, () => ({}), () => ({ | }))',
    'svelte.createHelixInfiniteQuery(getStreams, () => ({}), () => ({ | }))',
    'svelte.createHelixMutation(banUser, () => ({ | }))',
  ])('%s', line => {
    const found = offered(line)
    expect(found).toEqual(expect.arrayContaining(['gcTime', 'meta', 'client']))
    expect(found.filter(name => name.startsWith('_') || name === 'behavior')).toEqual([])
  })
})

describe('an editor completes no internals of clients and auths', () => {
  it.each([
    ['void (client.| )', ['auth', 'kind', 'network']],
    [
      "void (userToken('a').| )",
      ['close', 'getToken', 'invalidate', 'kind', 'restore', 'signOut', 'state', 'subscribe'],
    ],
    ['getStreams(client, {}, { | })', ['limit', 'signal', 'timeout']],
  ])('%s', (line, names) => expect(offered(line)).toEqual(names))
})

it('tinyhelix exports what pages call, and tinyhelix/define what describes endpoints', () => {
  const root = offered("import { | } from 'tinyhelix'")
  const words = offered("import { | } from 'tinyhelix/define'").filter(name => name !== 'type')
  expect(root).toEqual(expect.arrayContaining(['createClient', 'getStreams', 'Endpoint', 'ParamsOf']))
  expect(words).toEqual(expect.arrayContaining(['defineEndpoint', 'id', 'self', 'together', 'Schema']))
  expect(root.filter(name => words.includes(name))).toEqual([])
})
