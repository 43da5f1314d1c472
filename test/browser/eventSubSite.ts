import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { channelFollow, channelUpdate, type EventSubState } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, type ServeOptions, serveFakeTwitch } from 'tinyhelix/testing/node'
import { bundlePage } from './bundlePage.ts'
import { openRelay, type Relay } from './relay.ts'

/** The configuration of the page. */
export interface EventSubPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  /** `null`: the user signs in. */
  readonly token: string | null
  /** The channels whose changes it listens to, in addition to the user's own followers. */
  readonly channels: readonly string[]
  readonly isShared: boolean
  /** Whether the page gets no event when it is frozen. */
  readonly isDeaf: boolean
}

/** Options of a page. */
export interface EventSubPage {
  /** The user of the page's token. @defaultValue none: the user signs in */
  readonly user?: string
  readonly channels?: readonly string[]
  /** Whether it shares its socket with other tabs. */
  readonly isShared?: boolean
  readonly isDeaf?: boolean
  /** Whether its sockets use the relay. */
  readonly isRelayed?: boolean
}

/** The state of a page that tests read. */
export interface SeenOfEvents extends Pick<EventSubState, 'status' | 'userId'> {
  readonly retryIn: number | null
  readonly error: string | null
  /** Every event: the user at that time, the channel, and a title or a follower. */
  readonly received: readonly { readonly as: string | null; readonly channel: string; readonly what: string }[]
  readonly gaps: readonly { readonly since: string; readonly count: number }[]
  readonly errors: readonly string[]
  /** When everything became live; `0`: it is not. */
  readonly liveAt: number
  /** Whether the page returned from the browser's history. */
  readonly wasKept: boolean
}

/** A site with a page that listens to events, and a fake Twitch. */
export interface EventSubSite {
  readonly twitch: FakeTwitchServer
  /** The relay between Twitch and the sockets of pages that are `isRelayed`. */
  readonly relay: Relay
  readonly addressOf: (page?: EventSubPage) => string
  readonly elsewhere: string
  /** Sends a follow of a user. Returns the number of sessions that received it. */
  readonly follow: (login: string, follower: string) => number
  /** Sends a change of a channel. Returns the number of sessions that received it. */
  readonly update: (channel: string, title: string) => number
  readonly close: () => Promise<void>
}

let script: Promise<string> | undefined

/** Serves a site and a fake Twitch. */
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

/** Reads the state of a page. */
export const see = async (page: { readonly evaluate: (expression: string) => Promise<unknown> }) => {
  // The page may be navigating.
  const seen = await page.evaluate('globalThis.page?.see()').catch(() => undefined)
  return (seen ?? nothing) as SeenOfEvents
}
