import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, sendChatMessage } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { bundlePage } from './bundlePage.ts'

/** The state of a page that reads a chat. */
export interface SeenOfChat {
  readonly status: string
  readonly texts: readonly string[]
  readonly gaps: number
  readonly error: string | null
  /** Whether the page returned from the browser's history. */
  readonly wasKept: boolean
}

/** A site with a page that reads the chat of ada, and a fake Twitch. */
export interface ChatSite {
  readonly twitch: FakeTwitchServer
  /** The page; `isShared`: it shares its socket with other tabs. */
  readonly addressOf: (isShared?: boolean) => string
  readonly elsewhere: string
  /** Ada writes something. */
  readonly say: (message: string) => Promise<void>
  readonly close: () => Promise<void>
}

let script: Promise<string> | undefined

/** Serves a site and a fake Twitch. */
export async function serveChatSite(): Promise<ChatSite> {
  script ??= bundlePage('chat.ts')
  const code = await script
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.writeHead(200, { 'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` })
    const page = url?.startsWith('/?') ? '<script type="module" src="/page.js"></script>' : ''
    response.end(isScript ? code : `<!doctype html><title>Chat</title><link rel="icon" href="data:,">${page}`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const twitch = await serveFakeTwitch()
  const client = createClient({ auth: twitch.fake.auth('ada'), ...twitch.network })
  return {
    twitch,
    addressOf: (isShared = false) =>
      `${origin}/?${new URLSearchParams({ ircURL: twitch.network.ircURL, ...(isShared && { isShared: '' }) })}`,
    elsewhere: `${origin}/elsewhere`,
    say: async message => {
      await sendChatMessage(client, { message })
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await twitch.close()
    },
  }
}
