import { describe, expect, inject, it } from 'vitest'
import { type Compiler, compile, compilers, oldestCompiler } from './compile.ts'

const { project } = inject('packed')

const imports = `
import { banUser, createClient, getUsers, type HelixClient } from 'tinyhelix'
import { createEventQueue, type EventSub, type EventType } from 'tinyhelix/eventsub'
import { helixInfiniteQuery, helixMutation, helixQuery } from 'tinyhelix/query'
import * as react from 'tinyhelix/react'
import * as svelte from 'tinyhelix/svelte'
import * as vue from 'tinyhelix/vue'
declare const client: HelixClient
declare const events: EventSub
declare const clap: EventType<{ room_id: string }, { count: number }>
`

const write = 'a write: use useHelixMutation or helixMutation'
const read = 'a read: use useHelixQuery or helixQuery'

/** Calls that do not compile, each with the text of its message's first line, or of the second if there is one. */
const mistakes: readonly (readonly [call: string, says: string])[] = [
  ['react.useHelixQuery(banUser, { user_id: "1" })', write],
  ['react.useHelixQuery(banUser)', write],
  ['react.useHelixSuspenseQuery(banUser, { user_id: "1" })', write],
  ['react.useHelixInfiniteQuery(getUsers, {})', read],
  ['react.useHelixInfiniteQuery(getUsers)', read],
  ['react.useHelixSuspenseInfiniteQuery(getUsers, {})', read],
  ['react.useHelixMutation(getUsers)', read],
  ['vue.useHelixQuery(banUser, { user_id: "1" })', write],
  ['vue.useHelixInfiniteQuery(getUsers, {})', read],
  ['vue.useHelixMutation(getUsers)', read],
  ['svelte.createHelixQuery(banUser, () => ({ user_id: "1" }))', write],
  ['svelte.createHelixInfiniteQuery(getUsers, () => ({}))', read],
  ['svelte.createHelixMutation(getUsers)', read],
  ['helixQuery(client, banUser, { user_id: "1" })', write],
  ['helixInfiniteQuery(client, getUsers, {})', read],
  ['helixMutation(client, getUsers)', read],
]

const options = {
  module: 'esnext',
  moduleResolution: 'bundler',
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
}

describe.each<Compiler>(inject('isLongRun') ? [...compilers, oldestCompiler] : ['typescript'])('%s', compiler => {
  const said = (source: string) => compile(project, { 'page.ts': imports + source }, { compiler, options })

  it('the first line of the error names the hook for the endpoint', () => {
    const lines = said(mistakes.map(([call]) => call).join('\n')).split('\n')
    const first = imports.split('\n').length
    const found = mistakes.map(([call], index) => {
      const line = lines.find(text => text.startsWith(`page.ts(${first + index},`)) ?? ''
      return [call, [write, read].find(words => line.includes(words)) ?? line]
    })
    expect(found).toEqual(mistakes)
  })

  it.each([
    'events.on(clap, () => {})',
    'createEventQueue(events, { clap })',
    'react.useEventSub(clap, () => {})',
    'react.useEventQueue({ clap })',
    'vue.useEventSub(clap, () => {})',
    'svelte.useEventSub(clap, () => {})',
  ])('the error says that a type of events needs its condition: %s', call => {
    expect(said(call)).toMatch(/Property ''pass this type of events its condition'' is missing/)
  })

  it('the error names auth if a client has none', () => {
    expect(said("createClient({ clientId: 'abc' })")).toMatch(/\n +Property 'auth' is missing in type '\{ clientId/)
  })
})
