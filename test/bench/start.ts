import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from '../package/bundle.ts'
import { markdownTable } from '../package/markdownTable.ts'
import { openBenchPage, timesOf } from './benchPage.ts'
import { median } from './statistics.ts'

/** How much slower than this machine's a visitor's processor is. */
const slowed = 4

/** Evaluates a module several times. No two are the same text, which Chromium would know again. */
const loads = 5

const onePage = `
import { createClient, getStreams, userToken } from 'tinyhelix'
globalThis.page = { createClient, getStreams, userToken }
`

const twurple = `
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'
globalThis.page = { ApiClient, StaticAuthProvider }
`

const frameworks = `
import { createElement } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
globalThis.framework = { createElement, QueryClient, QueryClientProvider }
`

/** What pages import. */
const sources: Readonly<Record<string, string>> = {
  'an empty module': '',
  'tinyhelix, one endpoint': onePage,
  '– and EventSub with one type': `${onePage}
import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
globalThis.events = { channelFollow, createEventSub }`,
  '– every endpoint': "export * from 'tinyhelix'",
  '`@twurple/api`': twurple,
  '– and `@twurple/eventsub-ws`': `${twurple}
import { EventSubWsListener } from '@twurple/eventsub-ws'
globalThis.events = { EventSubWsListener }`,
  'React and TanStack Query': frameworks,
  '– and tinyhelix with all hooks, one endpoint': `${frameworks}${onePage}
import * as hooks from 'tinyhelix/react'
globalThis.hooks = { ...hooks }`,
}

/** A module as a script, which runs at once, so that nothing but its evaluation is timed. */
const asScript = (module: string) => {
  const inner = module.replace(/\bexport\s*\{[^}]*\};?/g, '').replaceAll('import.meta', '({})')
  return `(() => {${inner}\n})()`
}

/** The processor time that Chromium takes to evaluate what pages import. */
export async function compareStarts(project: string, rounds: number): Promise<string> {
  const { page, devtools, version, threadTime, close } = await openBenchPage()
  const scripts: Record<string, string> = {}
  for (const [name, source] of Object.entries(sources)) {
    scripts[name] = asScript(await bundle('esbuild', { project, source }))
  }
  const single = readFileSync(join(project, 'node_modules/tinyhelix/dist/tinyhelix.min.js'), 'utf8')
  scripts['the single file: every endpoint, EventSub, chat'] = asScript(single)
  await page.evaluate(scripts => Object.assign(globalThis, { scripts }), scripts)

  const loadOften = async (name: string) => {
    const begun = await threadTime()
    await page.evaluate(
      ([name, loads]) => {
        for (let time = 0; time < loads; time++) {
          const script = document.createElement('script')
          script.textContent = `${Object(globalThis).scripts[name]}\n// ${Math.random()}`
          document.head.append(script)
          script.remove()
        }
      },
      [name, loads] as const,
    )
    return (((await threadTime()) - begun) * 1000) / loads
  }
  const names = Object.keys(scripts)
  const columns: Awaited<ReturnType<typeof timesOf>>[] = []
  for (const rate of [1, slowed]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    columns.push(await timesOf(names, rounds, loadOften))
  }
  await close()
  return markdownTable(
    [`evaluated in Chromium ${version}`, 'kB minified', 'time', `on a processor slowed ${slowed} times`],
    names.map(name => [
      name,
      (Buffer.byteLength(scripts[name] ?? '') / 1000).toFixed(0),
      ...columns.map(times => `${median(times[name] ?? []).toFixed(1)} ms`),
    ]),
  )
}
