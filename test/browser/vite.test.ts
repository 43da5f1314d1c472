import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { fakeTwitch } from 'tinyhelix/vite'
import { createLogger, createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

const main = `
import { createClient, implicitGrant, scopesFor } from 'tinyhelix'
import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
import { fake } from 'virtual:tinyhelix'
import { heading } from './heading.ts'

const auth = implicitGrant({ clientId: 'mine', scopes: scopesFor(channelFollow), ...fake.auth })
const events = createEventSub(createClient({ auth, ...fake.network }))
const [button, alert, title] = ['button', 'p', 'h1'].map(name => document.body.appendChild(document.createElement(name)))
const show = (text: string) => {
  title.textContent = text
}
show(heading)
button.textContent = 'Sign in'
button.onclick = () => auth.signIn()
events.on(channelFollow, event => {
  alert.textContent = event.user_name + ' follows!'
})
auth.subscribe(({ status, session }) => {
  document.title = session?.login ?? status
})
import.meta.hot?.accept('./heading.ts', module => show(module?.heading))
`

let browser: Browser
let server: ViteDevServer
const printed: string[] = []
// Vite watches no files below `node_modules`.
const root = realpathSync(mkdtempSync(join(tmpdir(), 'tinyhelix-vite-')))

beforeAll(async () => {
  const html =
    '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="/main.ts"></script></body>'
  writeFileSync(join(root, 'index.html'), html)
  writeFileSync(join(root, 'main.ts'), main)
  writeFileSync(join(root, 'heading.ts'), "export const heading = 'Before'")
  const customLogger = createLogger('info')
  customLogger.info = text => void printed.push(text)
  server = await createServer({
    root,
    base: '/app/',
    configFile: false,
    customLogger,
    plugins: [fakeTwitch({ users: [{ login: 'mine', display_name: 'Mine' }] })],
    resolve: { alias: tsconfigAlias },
    optimizeDeps: { noDiscovery: true },
    server: { port: 0 },
  })
  await server.listen()
  server.printUrls()
  browser = await launchBrowser(inject('chromium'))
})
afterAll(async () => {
  await browser.close()
  await server.close()
  rmSync(root, { recursive: true })
})

it('a page of vite dev signs in and gets its first alert from the plugin’s fake', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('radio', { name: 'Mine mine' }).check()
  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.waitForURL(/\/app\/$/)
  await expect.poll(() => page.title()).toBe('mine')

  const control = await context.newPage()
  await control.goto(/Fake Twitch: (http:\S+)/.exec(printed.join('\n'))?.[1] ?? '')
  await control.getByRole('button', { name: 'channel.follow version 2 1 listening' }).click()
  await control.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('follows!').waitFor()

  // A change of the page's code does not affect the fake and its users.
  writeFileSync(join(root, 'heading.ts'), "export const heading = 'After'")
  await page.getByRole('heading', { name: 'After' }).waitFor()
  expect(await page.getByText('follows!').count()).toBe(1)
  await page.reload()
  await expect.poll(() => page.title()).toBe('mine')
  expect(problems).toEqual([])
  await context.close()
})
