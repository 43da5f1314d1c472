import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Browser } from 'playwright'
import { build } from 'vite'
import { markdownTable } from '../package/markdownTable.ts'
import { launchBrowser } from '../tools/browser.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'
import type { Scene, Seen } from './load/page.ts'
import type { Order } from './load/sender.ts'

/** How long each page is under load. */
const seconds = Number(process.env['SECONDS'] ?? 60)

/** When its memory is looked at for the first time, in seconds: it has all that it keeps by then. */
const settled = Math.min(15, seconds / 2)

const frameworks = ['react.tsx', 'vue.ts', 'svelte.ts']

const loads: readonly (Order & { readonly scene: Scene; readonly title: string })[] = [
  { scene: 'chat', type: 'chat', perSecond: 1000, title: 'chat, 1,000 messages a second' },
  { scene: 'followers', type: 'follow', perSecond: 10, title: '5,000 followers, a new one every 100 ms' },
]

/** A module with all that it imports, as a page's build makes it. */
async function bundlePage(file: string): Promise<string> {
  const input = join(import.meta.dirname, 'load', file)
  // What runs this file has set another one, and Vite would take the frameworks' parts for development.
  process.env['NODE_ENV'] = 'production'
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    resolve: { alias: tsconfigAlias },
    build: { write: false, target: 'es2022', rolldownOptions: { input, output: { codeSplitting: false } } },
  })
  const { output } = Object([built].flat()[0])
  return output[0].code
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The milliseconds of processor time that each task of pages took: others on this machine do not count. */
function tasksOf(trace: string): number[] {
  const { traceEvents } = JSON.parse(trace)
  const threads = new Set<string>()
  for (const { name, args, pid, tid } of traceEvents) {
    if (name === 'thread_name' && args.name === 'CrRendererMain') threads.add(`${pid} ${tid}`)
  }
  return traceEvents
    .filter(
      ({ name, pid, tid }: Record<string, unknown>) => /RunTask$/.test(String(name)) && threads.has(`${pid} ${tid}`),
    )
    .map(({ tdur = 0 }) => tdur / 1000)
}

/** The longest of some times, and how many are over 50 ms. */
const longOnes = (times: readonly number[]) => {
  const longest = times.reduce((most, time) => Math.max(most, time), 0)
  return [times.filter(time => time > 50).length, longest ? `${longest.toFixed(0)} ms` : '–']
}

/** Shows a scene in a page of its own, and what was seen of it. */
async function load(
  browser: Browser,
  files: Readonly<Record<string, string>>,
  { scene, ...order }: (typeof loads)[number],
) {
  const page = await browser.newPage()
  const failures: unknown[] = []
  page.on('pageerror', error => failures.push(error))
  await page.route('**/*', (route, request) => {
    const { hostname, pathname } = new URL(request.url())
    if (hostname !== 'load.test') {
      return route.fulfill({ contentType: 'image/png', body: pixel, headers: { 'Cache-Control': 'max-age=9999' } })
    }
    const body = files[pathname] ?? '<!doctype html><body></body>'
    return route.fulfill({ contentType: pathname === '/' ? 'text/html' : 'text/javascript', body })
  })
  await page.goto('https://load.test/')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const threadTime = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN
  }
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6
  }
  await page.addScriptTag({ url: '/page.js', type: 'module' })
  await page.waitForFunction(() => 'order' in globalThis)
  await page.evaluate(scene => Object(globalThis).show(scene), scene)
  await page.waitForFunction(() => Object(globalThis).isLive())
  if (scene === 'followers') await page.waitForFunction(() => document.querySelector('[data-rows="5000"]'))

  await page.evaluate(order => Object(globalThis).order(order), order)
  await page.waitForTimeout(settled * 1000)
  const before = await heap()
  const begun = await threadTime()
  await browser.startTracing(page, { categories: ['toplevel'] })
  await page.evaluate(() => Object.assign(globalThis, { stop: Object(globalThis).watch() }))
  await page.waitForTimeout((seconds - settled) * 1000)
  const { tasks, frames, dropped }: Seen = await page.evaluate(() => Object(globalThis).stop())
  const ownTasks = tasksOf(String(await browser.stopTracing()))
  const busy = ((await threadTime()) - begun) / (seconds - settled)
  const after = await heap()
  const rows = await page.evaluate(
    () => document.querySelector('ul')?.dataset['rows'] ?? document.querySelectorAll('li').length,
  )
  await page.close()
  if (failures.length) throw failures[0]
  return { tasks, ownTasks, frames, dropped, busy, before, after, rows }
}

/** What a page shows, and how well, while a lot arrives. */
export async function loadPages(): Promise<string> {
  const browser = await launchBrowser()
  const sender = await bundlePage('sender.ts')
  const rows: (string | number)[][] = []
  for (const file of frameworks) {
    const files = { '/page.js': await bundlePage(file), '/sender.js': sender }
    for (const order of loads) {
      const { tasks, ownTasks, frames, dropped, busy, before, after, rows: shown } = await load(browser, files, order)
      rows.push([
        `${file.replace(/\..*/, '')}: ${order.title}`,
        ...longOnes(ownTasks),
        ...longOnes(tasks),
        `${dropped} of ${frames + dropped}`,
        `${(busy * 100).toFixed(0)} %`,
        `${before.toFixed(1)} MB`,
        `${after.toFixed(1)} MB`,
        shown,
      ])
    }
  }
  await browser.close()
  return markdownTable(
    [
      'page',
      'tasks over 50 ms of processor time',
      'the longest',
      'by the clock',
      'the longest',
      'frames left out',
      'thread busy',
      `heap after ${settled} s`,
      `after ${seconds} s`,
      'rows shown',
    ],
    rows,
  )
}
