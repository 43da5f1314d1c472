import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page, Route } from 'playwright'
import { createFakeTwitch } from 'tinyhelix/testing'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'

const clientId = 'tinyhelix-demo'
const host = `https://${clientId}.ext-twitch.tv`
const panel = `${host}/${clientId}/0.0.1/0123456789abcdef/panel.html`
const helper = 'https://extension-files.twitch.tv/helper/v1/twitch-ext.min.js'
const analytics = 'https://www.google-analytics.com https://stats.g.doubleclick.net'

/** The policy that Twitch sends with every file of an extension, without additions. */
const policy = [
  `default-src 'self' ${host}`,
  `connect-src 'self' ${host} https://api.twitch.tv wss://pubsub-edge.twitch.tv ${analytics}`,
  `script-src 'self' ${host} https://extension-files.twitch.tv https://www.google-analytics.com`,
  `style-src 'self' 'unsafe-inline' ${host} https://fonts.googleapis.com`,
  `img-src 'self' ${host} https://static-cdn.jtvnw.net data: blob:`,
].join('; ')

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Panel</title><link rel="icon" href="data:,">
<script src="${helper}"></script><script type="module" src="panel.js"></script><output></output></html>`

/** The code of an extension's author. */
const script = `
import { createClient, extensionHelper, getStreams, isHelixError } from './tinyhelix.min.js'
const violations = []
globalThis.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective + ' ' + event.blockedURI))
const auth = extensionHelper()
const client = createClient({ auth, validate: 'throw' })
const show = result => { document.querySelector('output').textContent = JSON.stringify({ ...result, violations }) }
try {
  const streams = await getStreams(client, { first: 5 })
  show({ streams: streams.length, session: auth.state.session })
} catch (error) {
  show({ error: isHelixError(error) ? error.code : String(error) })
}
`

/** A minimal version of Twitch's helper: it calls back with a token, soon after the registration. */
const helperScript = (helixToken: string) => `
globalThis.Twitch = { ext: { viewer: { id: null }, onAuthorized: callback => setTimeout(() => callback({
  channelId: '1001', clientId: '${clientId}', token: 'for-the-backend', userId: 'U1234', helixToken: '${helixToken}',
}), 50) } }
`

describe('an extension’s page under Twitch’s Content-Security-Policy', () => {
  let folder: string
  let library: string
  let browser: Browser

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tinyhelix-extension-'))
    await build({
      root: resolve(import.meta.dirname, '../..'),
      mode: 'single',
      logLevel: 'error',
      build: { outDir: folder, sourcemap: false },
    })
    library = readFileSync(join(folder, 'tinyhelix.min.js'), 'utf8')
    browser = await launchBrowser(inject('chromium'))
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** Opens the panel in a browser that reaches only the given hosts. */
  async function openPanel(change = (script: string) => script) {
    const fake = createFakeTwitch({ cors: false })
    const requests: string[] = []
    const problems: string[] = []
    const files: Record<string, string> = { 'panel.js': change(script), 'tinyhelix.min.js': library }
    const answer = async (route: Route) => {
      const request = route.request()
      const url = new URL(request.url())
      requests.push(url.host)
      if (request.url() === helper) {
        await route.fulfill({ contentType: 'text/javascript', body: helperScript(fake.grant({ kind: 'extension' })) })
      } else if (url.origin === host) {
        const body = files[url.pathname.split('/').at(-1) ?? '']
        const contentType = body === undefined ? 'text/html' : 'text/javascript'
        await route.fulfill({ contentType, headers: { 'content-security-policy': policy }, body: body ?? page })
      } else if (url.host === 'api.twitch.tv') {
        const answer = await fake.fetch(url, {
          method: request.method(),
          headers: await request.allHeaders(),
          body: request.postData(),
        })
        const headers = Object.fromEntries(answer.headers)
        await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) })
      } else await route.abort()
    }
    const opened: Page = await browser.newPage()
    await opened.route('**/*', answer)
    opened.on('console', message => problems.push(message.text()))
    opened.on('pageerror', error => problems.push(String(error)))
    await opened.goto(panel)
    const output = opened.locator('output:not(:empty)')
    await output.waitFor()
    const shown = JSON.parse((await output.textContent()) ?? '')
    await opened.close()
    return { shown, requests: new Set(requests), problems, fake }
  }

  it('the page loads the built library and reads from Helix with the helper’s token', async () => {
    const { shown, requests, problems, fake } = await openPanel()
    expect(shown).toEqual({
      streams: 5,
      session: expect.objectContaining({ userId: null, clientId, channelId: '1001' }),
      violations: [],
    })
    expect(problems).toEqual([])
    expect([...requests].sort()).toEqual(['api.twitch.tv', 'extension-files.twitch.tv', `${clientId}.ext-twitch.tv`])
    expect(fake.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(['GET /streams 200'])
  })

  it('the policy blocks id.twitch.tv and code from text', async () => {
    const { shown, requests } = await openPanel(() =>
      script.replace(
        'const streams',
        `await fetch('https://id.twitch.tv/oauth2/validate').catch(() => {})
        try { new Function('return 1')() } catch {}
        const streams`,
      ),
    )
    expect(shown.violations).toEqual(['connect-src https://id.twitch.tv/oauth2/validate', 'script-src eval'])
    expect(requests).not.toContain('id.twitch.tv')
  })
})
