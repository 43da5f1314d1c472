import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type CDPSession, chromium } from 'playwright'
import { channelUpdate } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { vi } from 'vitest'
import { bundlePage } from './bundlePage.ts'

/** The configuration of the page. */
export interface TabsPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  readonly token: string
  readonly channels: readonly string[]
  /** Whether the page gets no event when it is frozen. */
  readonly isDeaf: boolean
}

/** Options of a page. */
export interface PageOptions {
  /** @defaultValue `'ada'` */
  readonly user?: string
  /** The channels that it listens to. */
  readonly channels?: readonly string[]
  readonly isDeaf?: boolean
  /** The host name of the page. @defaultValue `127.0.0.1` */
  readonly host?: string
}

/** A site whose pages share a socket, and a fake Twitch. */
export interface TabsSite {
  readonly twitch: FakeTwitchServer
  readonly addressOf: (options?: PageOptions) => string
  /** The tokens of all pages. */
  readonly tokens: readonly string[]
  /** Sends a change of a channel. Returns the number of sessions that received it. */
  readonly emit: (channel: string, title: string) => number
  readonly close: () => Promise<void>
}

let script: Promise<string> | undefined

/** Serves a site and a fake Twitch. */
export async function serveTabsSite(): Promise<TabsSite> {
  script ??= bundlePage('tabs.ts')
  const code = await script
  const twitch = await serveFakeTwitch()
  const { clientId } = twitch.fake
  const tokens: string[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(`${request.url}`, 'http://site.test')
    const isScript = pathname === '/page.js'
    response.writeHead(200, { 'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` })
    if (isScript) return response.end(code)
    if (pathname !== '/') return response.end('<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">')
    const token = twitch.fake.grant({ user: searchParams.get('user') ?? 'ada' })
    tokens.push(token)
    const config: TabsPageConfig = {
      network: twitch.network,
      clientId,
      token,
      channels: searchParams.getAll('channel'),
      isDeaf: searchParams.has('deaf'),
    }
    return response.end(`<!doctype html><meta charset="utf-8"><title>Tab</title><link rel="icon" href="data:,">
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script type="module" src="/page.js"></script>`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    twitch,
    tokens,
    addressOf: ({ user = 'ada', channels = ['1001'], isDeaf, host = '127.0.0.1' } = {}) => {
      const query = new URLSearchParams({ user, ...(isDeaf && { deaf: '' }) })
      for (const channel of channels) query.append('channel', channel)
      return `http://${host}:${port}/?${query}`
    },
    emit: (broadcaster_user_id, title) => twitch.fake.emit(channelUpdate, { ...update, broadcaster_user_id, title }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await twitch.close()
    },
  }
}

const update = {
  language: 'en',
  category_id: '509658',
  category_name: 'Just Chatting',
  content_classification_labels: [],
}

/** The state of a page that tests read. */
export interface Seen {
  readonly received: readonly string[]
  readonly gaps: readonly { readonly since: string; readonly toldAt: number }[]
  readonly status: string
  readonly liveAt: number
}

/**
 * A tab that is driven over the browser's protocol. Pages of Playwright's contexts are always visible, so they can be
 * neither hidden nor frozen.
 */
export interface Tab {
  readonly send: (method: string, params?: object) => Promise<Record<string, never>>
  readonly evaluate: <T>(expression: string) => Promise<T>
  readonly see: () => Promise<Seen>
  readonly navigate: (url: string) => Promise<void>
  readonly back: () => Promise<void>
  /** Brings the tab in front of all others. */
  readonly show: () => Promise<void>
  readonly close: () => Promise<void>
  readonly crash: () => Promise<void>
  readonly setFrozen: (isFrozen: boolean) => Promise<void>
}

export interface TabsBrowser {
  /** A browser context of Playwright, whose pages are always visible. */
  readonly newContext: Browser['newContext']
  readonly open: (url: string) => Promise<Tab>
  readonly closeTabs: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a browser whose tabs hide each other, and which keeps pages in its history. */
export async function openTabsBrowser(executablePath: string): Promise<TabsBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath,
    // A host name other than this computer's, so that the page is no secure context.
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP overlay.test 127.0.0.1'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const session: CDPSession = await browser.newBrowserCDPSession()
  const answers = new Map<number, (answer: { readonly result?: never; readonly error?: object }) => void>()
  const targets = new Set<string>()
  let ids = 0
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, ...answer } = JSON.parse(message)
    answers.get(id)?.(answer)
    answers.delete(id)
  })

  const open = async (url: string): Promise<Tab> => {
    const { targetId } = await session.send('Target.createTarget', { url })
    targets.add(targetId)
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
    const send: Tab['send'] = (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++ids
        answers.set(id, ({ result, error }) => {
          if (error) reject(new Error(`${method}: ${JSON.stringify(error)}`))
          else resolve(result ?? {})
        })
        const message = JSON.stringify({ id, method, params })
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject)
      })
    const evaluate: Tab['evaluate'] = async expression => {
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
      return Object(result).value
    }
    return {
      send,
      evaluate,
      see: () =>
        evaluate('({ ...page, events: 0, status: page.events.state.status })').then(seen =>
          Object(seen ?? { received: [], gaps: [], status: 'none', liveAt: 0 }),
        ),
      navigate: async url => {
        await send('Page.navigate', { url })
      },
      back: async () => {
        // Chromium refuses this command while it puts another page in the tab.
        const history = await vi.waitFor(() => send('Page.getNavigationHistory'))
        const { currentIndex, entries } = Object(history)
        await send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1].id })
      },
      show: async () => {
        await session.send('Target.activateTarget', { targetId })
      },
      close: async () => {
        targets.delete(targetId)
        await session.send('Target.closeTarget', { targetId })
      },
      crash: async () => {
        targets.delete(targetId)
        // The browser does not answer this command.
        send('Page.crash').catch(() => {})
      },
      setFrozen: async isFrozen => {
        await send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' })
      },
    }
  }
  return {
    newContext: options => browser.newContext(options),
    open,
    closeTabs: async () => {
      for (const targetId of targets) await session.send('Target.closeTarget', { targetId })
      targets.clear()
    },
    close: () => browser.close(),
  }
}
