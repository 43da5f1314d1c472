import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { addSource } from './addSource.ts'
import { eventTypeSource } from './eventTypeSource.ts'
import { copyProject } from './projectCopy.ts'

const wordsOf = (command: keyof typeof manifest.scripts) => manifest.scripts[command].split(' ').slice(1)

it('npm run endpoint and npm run event-type write sources that pass linter and compiler, and overwrite none', async () => {
  const { folder, run } = copyProject()
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const [script = '', ...words] = wordsOf('endpoint')
  const widgets = ['getWidgets', 'GET', '/widgets', '--result', 'page', '--scope', 'user:read:widgets']
  expect(await run(script, ...words, ...widgets)).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^src\/endpoints\/widgets\/getWidgets\.ts is there/),
  })
  expect(read('src/index.ts')).toContain(
    "export { type GetWidgetsParams, getWidgets, type Widget } from './endpoints/widgets/getWidgets.ts'",
  )
  expect(read('src/endpoints/functions.md')).toContain(
    '[`getWidgets`](https://dev.twitch.tv/docs/api/reference/widgets#get-widgets)',
  )
  const [eventScript = '', ...eventWords] = wordsOf('event-type')
  expect(await run(eventScript, ...eventWords, 'channel.new_widget', '--version', '2')).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^src\/eventsub\/types\/channelNewWidget\.ts is there/),
  })
  const barrel = read('src/eventsub/index.ts')
  expect(barrel).toContain("export { type ChannelNewWidgetEvent, channelNewWidget } from './types/channelNewWidget.ts'")
  expect(() => addSource(eventTypeSource({ type: 'channel.new_widget' }), folder)).toThrow('is there already')
  expect(read('src/eventsub/index.ts')).toBe(barrel)

  const [lint, types] = await Promise.all([
    run('node_modules/@biomejs/biome/bin/biome', 'check', 'src'),
    run('node_modules/typescript/bin/tsc', '-p', 'src', '--noEmit', '--emitDeclarationOnly', 'false'),
  ])
  expect(lint).toMatchObject({ status: 0 })
  expect(types).toEqual({ status: 0, output: '' })
})
