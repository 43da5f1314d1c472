import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import type { Browser, Page } from 'playwright'
import { channelFollow } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

/** The programs of a section, with their file names. */
function filesOf(section: string, document = 'README.md'): Record<string, string> {
  const [, text = ''] = new RegExp(`^##+ ${section}\\n([\\s\\S]*?)^##`, 'm').exec(readFileSync(document, 'utf8')) ?? []
  return Object.fromEntries(
    [...text.matchAll(/^```\w+\n((?:\/\/|<!--) (\w+\.\w+)[\s\S]*?)^```/gm)].map(([, code = '', name = '']) => [
      name,
      code,
    ]),
  )
}

/** Bundles them into one script, as a page's build does. */
async function built(files: Readonly<Record<string, string>>, entry: string): Promise<string> {
  // The folder is in the project, so that packages are found from there.
  const root = mkdtempSync(resolve('node_modules/.readme-'))
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(root, name), code)
    const result = await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [svelte({ configFile: false }), vue()],
      resolve: { alias: tsconfigAlias },
      build: {
        write: false,
        minify: false,
        rolldownOptions: { input: join(root, entry), preserveEntrySignatures: 'strict' },
      },
    })
    if (!('output' in result)) throw new Error('Vite was to build one bundle.')
    return result.output.map(file => ('code' in file ? file.code : '')).join('')
  } finally {
    rmSync(root, { recursive: true })
  }
}

let browser: Browser
/** A site for the page. Playwright cannot replace it, because it does not see the redirect that Twitch answers with. */
const site = createServer((request, response) => {
  const isScript = request.url === '/page.js'
  response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`)
  response.end(isScript ? served.script : served.html)
})
let served = { html: '', script: '' }
let home = ''

beforeAll(async () => {
  await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
  home = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
  browser = await launchBrowser(inject('chromium'))
})

afterAll(async () => {
  await browser.close()
  site.close()
})

const createFake = () => createFakeTwitch({ cors: false, applications: [{ id: 'your client id', name: 'My page' }] })

/** A page of a user, with the fake at Twitch's own addresses. It loads `script`. */
async function open(html: string, script: string, fake = createFake()) {
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
  served = { html, script }
  const headers = { 'access-control-allow-origin': '*' }
  await page.route(/^https:\/\/cdn\.jsdelivr\.net\//, route =>
    route.fulfill({ contentType: 'text/javascript', headers, body: script }),
  )
  await page.route(/^https:\/\/(\w+\.twitch\.tv|images\.fake-twitch\.invalid)\//, async route => {
    const request = route.request()
    const answer = await fake.fetch(request.url(), {
      method: request.method(),
      headers: await request.allHeaders(),
      body: request.postData(),
    })
    const headers = Object.fromEntries(answer.headers)
    await route.fulfill({ status: answer.status, headers, body: await answer.text() })
  })
  await page.routeWebSocket(/^wss:\/\/eventsub\.wss\.twitch\.tv\//, route => {
    const socket = new fake.network.WebSocket(route.url())
    socket.addEventListener('message', ({ data }: MessageEvent) => route.send(data))
    socket.addEventListener('close', ({ code, reason }: CloseEvent) => void route.close({ code, reason }))
    route.onClose(() => socket.close())
  })
  await page.goto(home)
  await page.waitForLoadState('networkidle')
  return { page, fake, problems }
}

const withScript = (before = '') =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:," /><body>${before}<script type="module" src="/page.js"></script></body>`

async function signIn(page: Page) {
  await page.getByRole('button', { name: 'Sign in with Twitch' }).click()
  await page.getByRole('button', { name: 'Authorize' }).click()
}

/** How a page of each framework starts. */
const starts = [
  ['React', 'import "./main.tsx"'],
  ['Vue', 'import "./main.ts"'],
  ['Svelte', 'import { mount } from "svelte"\nimport App from "./App.svelte"\nmount(App, { target: document.body })'],
] as const

describe("the README's first page", () => {
  it.each(inject('isLongRun') ? starts : starts.slice(0, 1))(
    'the page signs in and lists followers, page by page: %s',
    async (section, start) => {
      const { page, problems } = await open(
        withScript(),
        await built({ ...filesOf(section), 'start.js': start }, 'start.js'),
      )
      await signIn(page)
      await expect.poll(() => page.getByRole('listitem').count()).toBe(100)
      await page.getByRole('button', { name: 'More' }).click()
      await expect.poll(() => page.getByRole('listitem').count()).toBe(200)
      expect(problems).toEqual([])
      await page.close()
    },
  )

  /** The browser's own message about the refused request. */
  const refusal = 'Failed to load resource: the server responded with a status of 400 (Bad Request)'
  const asksToEnter = /enter [A-Z]{8}$/
  const textOf = (page: Page) => async () => (await page.locator('body').textContent()) ?? ''

  /** Refuses the shown code, and agrees to the next one. */
  async function refuseAndAgree(page: Page, fake: ReturnType<typeof createFake>) {
    const text = textOf(page)
    await expect.poll(text).toMatch(asksToEnter)
    const first = await text()
    fake.activate(first.slice(-8), { deny: true })
    await expect.poll(text).not.toBe(first)
    await expect.poll(text).toMatch(asksToEnter)
    fake.activate((await text()).slice(-8))
    await expect.poll(text).not.toMatch(asksToEnter)
  }

  it('the overlay of the guide shows a code, a new code after a refusal, new followers, and a code after it is disconnected', async () => {
    const { page, fake, problems } = await open(
      withScript(),
      await built(filesOf('The page', 'src/overlay.md'), 'main.ts'),
    )
    const text = textOf(page)
    await refuseAndAgree(page, fake)
    await expect.poll(() => fake.eventSub.sessions[0]?.subscriptions.length).toBe(3)
    fake.emit(channelFollow, { user_id: '1002', broadcaster_user_id: fake.user('ada').id })
    await expect.poll(text).toBe('PixelFox follows!')
    // Whether the page also asks while nobody has decided is a matter of time.
    expect([...new Set(problems)]).toEqual([refusal])
    fake.revoke(await page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? '').token))
    await expect.poll(text).toMatch(asksToEnter)
    await page.close()
  })

  it('the guide’s overlay shows a new code after a refusal', async () => {
    const [, code = ''] =
      /^## In an overlay[\s\S]*?^```ts\n([\s\S]*?)^```/m.exec(readFileSync('src/auth/README.md', 'utf8')) ?? []
    const { page, fake, problems } = await open(withScript(), await built({ 'guide.ts': code }, 'guide.ts'))
    await refuseAndAgree(page, fake)
    await expect.poll(textOf(page)).toBe('Hello, ada')
    expect([...new Set(problems)]).toEqual([refusal])
    await page.close()
  })

  it('the panel of an extension shows what the channel plays', async () => {
    const helper = `<script>Twitch = { ext: { viewer: {}, onAuthorized: call => setTimeout(() => call({
      channelId: '1001', clientId: 'your client id', userId: 'U1', helixToken: TOKEN })) } }</script>`
    const fake = createFake()
    const token = fake.grant({ kind: 'extension', clientId: 'your client id', expiresInSeconds: null })
    const script = await built(filesOf('An extension'), 'panel.ts')
    const { page, problems } = await open(withScript(helper.replace('TOKEN', `'${token}'`)), script, fake)
    await expect.poll(() => page.locator('body').textContent()).toMatch(/^Ada plays /)
    expect(problems).toEqual([])
    await page.close()
  })

  it('the single HTML file of the guide signs in and lists followers', async () => {
    const [, html = ''] = /^```html\n([\s\S]*?)^```/m.exec(readFileSync('src/single/README.md', 'utf8')) ?? []
    const everything = await built({ 'all.ts': "export * from 'tinyhelix'" }, 'all.ts')
    const { page, problems } = await open(`<link rel="icon" href="data:," />${html}`, everything)
    await signIn(page)
    await expect.poll(() => page.getByRole('listitem').count()).toBe(100)
    expect(problems).toEqual([])
    await page.close()
  })
})
