import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addSource } from '../tools/addSource.ts'
import { endpointSource, type NewEndpoint } from '../tools/endpointSource.ts'
import { eventTypeSource } from '../tools/eventTypeSource.ts'
import { copyProject } from '../tools/projectCopy.ts'

/** Vitest's report. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** One of each kind of result, method and token. */
const endpoints: readonly NewEndpoint[] = [
  { name: 'getWidgets', method: 'GET', path: '/widgets', result: 'page', scopes: ['user:read:widgets'] },
  { name: 'createWidget', method: 'POST', path: '/widgets' },
  { name: 'deleteWidget', method: 'delete', path: '/widgets' },
  { name: 'updateWidget', method: 'PATCH', path: '/widgets', result: 'object', tokens: ['app'] },
  { name: 'getWidgetCalendar', method: 'GET', path: '/widgets/calendar', result: 'text', tokens: ['none'] },
  { name: 'searchWidgets', method: 'GET', path: '/search/widgets', result: 'envelope', tokens: ['jwt'] },
  { name: 'checkChatWidget', method: 'GET', path: '/chat/widgets', result: 'maybe' },
  { name: 'getLatestWidget', method: 'GET', path: '/widgets/latest', result: 'one', tokens: ['extension', 'user'] },
  {
    name: 'sendWidget',
    method: 'POST',
    path: '/chat/widgets',
    result: 'void',
    tokens: ['user', 'app'],
    scopes: ['user:bot'],
  },
]

/** One of each condition. */
const conditions = ['ofBroadcaster', 'ofModerator', 'ofOwnUser', 'ofReward', 'ofChat', 'ofUser', 'ofChannel']

it('new endpoints and types of events pass the linter, the compiler and all units without a build', async () => {
  const { folder, run } = copyProject()
  for (const endpoint of endpoints) addSource(endpointSource(endpoint, folder), folder)
  for (const [index, condition] of conditions.entries()) {
    const scopes = ['channel:read:thing', 'channel:manage:thing'].slice(0, index)
    addSource(eventTypeSource({ type: `channel.new_widget_${index}`, version: `${index}`, condition, scopes }), folder)
  }
  expect(await run('test/tools/run.js', 'test/readme/writeDocuments.ts')).toMatchObject({ status: 0 })

  const report = join(folder, 'report.json')
  const lint = await run('node_modules/@biomejs/biome/bin/biome', 'check')
  expect(lint).toMatchObject({ status: 0 })
  expect(await run('node_modules/typescript/bin/tsc', '-p', '.')).toEqual({ status: 0, output: '' })
  const vitest = ['run', '--project', 'unit', '--reporter', 'json', '--outputFile', report]
  const tests = await run('node_modules/vitest/vitest.mjs', ...vitest)
  const { testResults }: Report = JSON.parse(readFileSync(report, 'utf8'))
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  expect(results.flatMap(({ fullName, failureMessages }) => failureMessages.map(text => [fullName, text]))).toEqual([])
  expect(tests).toMatchObject({ status: 0 })
  const passed = results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName)
  const parts = endpoints.flatMap(({ name }) =>
    ['answer to', 'comment on', 'description of'].map(of => `the ${of} ${name} `),
  )
  expect(parts.filter(part => !passed.some(title => title.startsWith(part)))).toEqual([])
})
