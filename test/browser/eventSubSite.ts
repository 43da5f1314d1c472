import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { channelFollow, channelUpdate, type EventSubState } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, type ServeOptions, serveFakeTwitch } from 'tinyhelix/testing/node'
import { bundlePage } from './bundlePage.ts'
import { openRelay, type Relay } from './relay.ts'

/** What a page of these tests is told. */
export interface EventSubPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  /** `null`: the user signs in. */
  readonly token: string | null
  /** The channels whose changes it listens to, in addition to the user's own followers. */
  readonly channels: readonly string[]
  readonly isShared: boolean
  /** Whether the page does not hear that it is frozen. */
  readonly isDeaf: boolean
}

/** Which page it is. */
export interface EventSubPage {
  /** Whose token it has. @defaultValue nobody's: the user signs in */
  readonly user?: string
  readonly channels?: readonly string[]
  /** Whether it shares its socket with other tabs. */
  readonly isShared?: boolean
  readonly isDeaf?: boolean
  /** Whether its sockets go through the relay. */
  readonly isRelayed?: boolean
}

/** What tests see of a page. */
export interface SeenOfEvents extends Pick<EventSubState, 'status' | 'userId'> {
  readonly retryIn: number | null
  readonly error: string | null
  /** Every event: whose it was by then, in which channel, and a title or who follows. */
  readonly received: readonly { readonly as: string | null; readonly channel: string; readonly what: string }[]
  readonly gaps: readonly { readonly since: string; readonly count: number }[]
  readonly errors: readonly string[]
  /** When all of it came to work; `0`: it does not. */
  readonly liveAt: number
  /** Whether it came back from the browser's history. */
  readonly wasKept: boolean
}

/** A site whose page listens to events, and the Twitch that it listens to. */
export interface EventSubSite {
  readonly twitch: FakeTwitchServer
  /** Between Twitch and the sockets of pages that are `isRelayed`. */
  readonly relay: Relay
  readonly addressOf: (page?: EventSubPage) => string
  readonly elsewhere: string
  /** Somebody follows a user; how many sessions were told. */
  readonly follow: (login: string, follower: string) => number
  /** Something changes in a channel; how many sessions were told. */
  readonly update: (channel: string, title: string) => number
  readonly close: () => Promise<void>
}

let script: Promise<string> | undefined

/** Serves a site and a Twitch of its own. */
export async function serveEventSubSite(options?: ServeOptions): Promise<EventSubSite> {
  script ??= bundlePage('eventSub.ts')
  const code = await script
  const twitch = await serveFakeTwitch(options)
  const { fake } = twitch
  const relay = await openRelay(Number(new URL(twitch.url).port))
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(`${request.url}`, 'http://site.test')
    const isScript = pathname === '/page.js'
    response.writeHead(200, { 'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` })
    if (isScript) return response.end(code)
    if (pathname !== '/') return response.end('<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">')
    const user = searchParams.get('user')
    const eventSubURL = new URL(twitch.network.eventSubURL)
    if (searchParams.has('isRelayed')) eventSubURL.port = `${relay.port}`
    const config: EventSubPageConfig = {
      network: { ...twitch.network, eventSubURL: eventSubURL.href },
      clientId: fake.clientId,
      token: user && fake.grant({ user }),
      channels: searchParams.getAll('channel'),
      isShared: searchParams.has('isShared'),
      isDeaf: searchParams.has('isDeaf'),
    }
    return response.end(`<!doctype html><meta charset="utf-8"><title>Events</title><link rel="icon" href="data:,">
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script type="module" src="/page.js"></script>`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    twitch,
    relay,
    addressOf: ({ user, channels = [], ...switches } = {}) => {
      const query = new URLSearchParams(user && { user })
      for (const channel of channels) query.append('channel', channel)
      for (const [name, isOn] of Object.entries(switches)) if (isOn) query.append(name, '')
      return `${origin}/?${query}`
    },
    elsewhere: `${origin}/elsewhere`,
    follow: (login, follower) =>
      fake.emit(channelFollow, { broadcaster_user_id: fake.user(login).id, user_id: fake.user(follower).id }),
    update: (broadcaster_user_id, title) => {
      const category = { category_id: '509658', category_name: 'Just Chatting' }
      const rest = { ...category, language: 'en', content_classification_labels: [] }
      return fake.emit(channelUpdate, { ...rest, broadcaster_user_id, title })
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      relay.close()
      await twitch.close()
    },
  }
}

const nothing: SeenOfEvents = {
  ...{ status: 'idle', userId: null, retryIn: null, error: null },
  ...{ received: [], gaps: [], errors: [], liveAt: 0, wasKept: false },
}

/** Looks at a page of such a site. */
export const see = async (page: { readonly evaluate: (expression: string) => Promise<unknown> }) => {
  // The page may be on its way to another address.
  const seen = await page.evaluate('globalThis.page?.see()').catch(() => undefined)
  return (seen ?? nothing) as SeenOfEvents
}
