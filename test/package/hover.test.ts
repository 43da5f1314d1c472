import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type LanguageServer, startLanguageServer } from './languageServer.ts'
import { endpointsOf, eventTypesOf } from './sizes.ts'

const { project } = inject('packed')

const text = `import { createClient, getChannelFollowers, getStreams, type Stream, userToken } from 'tinyhelix'

const client = createClient({ auth: userToken('a token') })
const streams: Stream[] = await getStreams(client, { game_id: '1' })
const followers = await getChannelFollowers(client)
console.log(streams[0]?.tags, followers[0]?.followed_at)
`

let editor: LanguageServer

beforeAll(async () => {
  const compilerOptions = { module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], strict: true, types: [] }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['hover.ts'] }))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(project, 'hover.ts'), text)
  editor = await startLanguageServer(project)
  editor.open('hover.ts', text)
})

afterAll(() => editor.close())

const hover = async (word: string, start?: string) => {
  const shown = await editor.hover('hover.ts', word, start)
  // Users do not need the internals of schemas.
  expect(shown).not.toMatch(/valibot|Schema|InferOutput|ObjectEntries/)
  return shown
}

it('an endpoint shows its parameters, its result and its documentation by name', async () => {
  const shown = await hover('getStreams')
  expect(shown).toMatch(
    /const getStreams: PageEndpoint<GetStreamsParams, Stream, (AnyToken|"user" \| "app" \| "extension")/,
  )
  expect(shown).toContain('Live streams')
  expect(shown).toContain('dev.twitch.tv/docs/api/reference/streams#get-streams')
})

it('a call shows the same as a signature', async () => {
  const shown = await hover('getStreams(')
  expect(shown).toMatch(/\(client: HelixClient<AnyToken>, params\?: GetStreamsParams.*\) => Paginator<Stream/)
  expect(shown).toContain('Live streams')
})

it('parameters show their meaning', async () => {
  expect(await hover('game_id')).toMatch(/GetStreamsParams\.game_id\?: OneOrMore<string> \| undefined[\s\S]*Up to 100/)
})

it('a row and its fields show their meaning', async () => {
  expect(await hover('Stream[]')).toMatch(/interface Stream\b[\s\S]*A live stream/)
  expect(await hover('tags')).toMatch(/Stream\.tags: string\[\] \| null[\s\S]*The tags of the stream/)
  expect(await hover('followed_at')).toMatch(/ChannelFollower\.followed_at: string/)
})

it('a result shows as a list of named rows', async () => {
  expect(await hover('followers')).toContain('const followers: ChannelFollower[]')
})

it('the client shows its kind of token', async () => {
  expect(await hover('client ')).toContain('const client: HelixClient<"user">')
})

it('every endpoint, and a row or result of it, shows names and documentation', async () => {
  const names = await endpointsOf(project)
  const imports = `import { ${names.join(', ')}, type ResultOf } from 'tinyhelix'\n`
  const lines = names.map(name => `export let of_${name}!: ResultOf<typeof ${name}>\n`)
  editor.open('endpoints.ts', imports + lines.join(''))
  for (const name of names) {
    const shown = await editor.hover('endpoints.ts', `${name}>`, `of_${name}!`)
    expect(shown, name).toMatch(new RegExp(`const ${name}: (Self)?(Page|Write|Optimistic)?Endpoint<`))
    expect(shown, name).toMatch(/dev\.twitch\.tv\/docs\/api\/reference\/[a-z-]+#/)
    const result = await editor.hover('endpoints.ts', `of_${name}!`)
    expect(shown + result, name).not.toMatch(/valibot|Schema|InferOutput|ObjectEntries/)
    // A named type, or one of the platform's.
    expect(result, name).toMatch(/of_\w+: ([A-Z]\w+(<.+>)?(\[\])?( \| null)?|string(\[\])?|void|null)$/m)
  }
})

it('every type of events, its condition and its event show names and documentation', async () => {
  const names = await eventTypesOf(project)
  const imports = `import { ${names.join(', ')}, type ConditionOf, type EventOf } from 'tinyhelix/eventsub'\n`
  const lines = names.map(
    name => `export let event_of_${name}!: EventOf<typeof ${name}>, with_${name}!: ConditionOf<typeof ${name}>\n`,
  )
  editor.open('events.ts', imports + lines.join(''))
  for (const name of names) {
    const shown = await editor.hover('events.ts', `${name}>`, `event_of_${name}!`)
    expect(shown, name).toMatch(new RegExp(`const ${name}: EventType<[A-Z]\\w+Condition, [A-Z]\\w+Event>`))
    expect(shown, name).toContain('dev.twitch.tv/docs/eventsub/reference')
    const event = await editor.hover('events.ts', `event_of_${name}!`)
    const condition = await editor.hover('events.ts', `with_${name}!`)
    expect(shown + event + condition, name).not.toMatch(/valibot|Schema|InferOutput|ObjectEntries/)
    expect(event, name).toMatch(/event_of_\w+: [A-Z]\w+$/m)
    expect(condition, name).toMatch(/with_\w+: [A-Z]\w+Condition$/m)
  }
})
