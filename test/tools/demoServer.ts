import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { Playing } from 'tinyhelix/testing'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import type { Connect, Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const folder = resolve(root, 'demo')
const sources = /(?<!\.d)\.(ts|tsx|vue|svelte|css|html)$/

/** How many lines a demo has that are not empty, tools and styles included. */
function linesOf(demo: string): number {
  const files = readdirSync(resolve(folder, demo), { recursive: true, encoding: 'utf8' })
  return files
    .filter(file => sources.test(file) && !file.includes('node_modules'))
    .flatMap(file => readFileSync(resolve(folder, demo, file), 'utf8').split('\n'))
    .filter(line => line.trim()).length
}

/** Client id of the start page's own token: the limit of three sockets a user counts for each application. */
const startClientId = 'tinyhelix-start'

/** How long the overlay may take to subscribe, in milliseconds. */
const overlayPatience = 30_000

/** The actions of the start page on the fake. They do not use its HTTP API, which faults and signed-out users would block. */
function actionsOn({ fake }: FakeTwitchServer): Readonly<Record<string, (origin: string) => unknown>> {
  /** Whether the overlay gets events. It alone, of all demos, follows the channel's goals. */
  const isHeard = () =>
    fake.eventSub.sessions.some(
      ({ status, subscriptions }) =>
        status === 'connected' &&
        subscriptions.some(({ type, status }) => type === 'channel.goal.progress' && status === 'enabled'),
    )
  const playing = new Map<string, Playing>()
  const stop = (name: string) => playing.get(name)?.stop()
  const play = (name: string) => () => {
    // Whoever clicks takes over from the opening.
    stop('opening')
    stop(name)
    const one = fake.play(name)
    playing.set(name, one)
    one.finished.catch(() => {})
    return { isHeard: isHeard() }
  }
  return {
    // What a browser keeps in which ada has connected the overlay.
    session: origin => fake.storageState({ origin, user: 'ada', name: 'overlay' }).origins[0]?.localStorage,
    token: () => ({ clientId: startClientId, token: fake.grant({ clientId: startClientId, expiresInSeconds: null }) }),
    ready: async () => {
      const end = Date.now() + overlayPatience
      while (!isHeard() && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 100))
      return { isHeard: isHeard() }
    },
    opening: play('opening'),
    chat: play('chatting'),
    follow: play('one-follow'),
    raid: play('one-raid'),
    poll: play('one-poll'),
    train: play('short-train'),
    stop: () => {
      stop('opening')
      return {}
    },
  }
}

/** Whether a page of this very server asks. */
const isOwn = ({ method, headers }: IncomingMessage) =>
  method === 'POST' && headers.origin === `http://${headers.host}` && headers['sec-fetch-site'] === 'same-origin'

/** The size of a page that calls one endpoint, as the README has measured it. */
function pageSize(): string {
  const [, size = ''] =
    /calls one endpoint downloads ([\d.]+ kB)/.exec(readFileSync(resolve(root, 'README.md'), 'utf8')) ?? []
  return size
}

/** The parts of the demo's server that serve no files: actions of the start page. */
export function demoServer(twitch: FakeTwitchServer): Plugin {
  const actions = actionsOn(twitch)
  const act = async (request: IncomingMessage, response: ServerResponse, name: string) => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    response.statusCode = !isOwn(request) ? 403 : action ? 200 : 404
    let answer: unknown = {}
    try {
      if (response.statusCode === 200) answer = await action?.(`${request.headers.origin}`)
    } catch (error) {
      // Vite would show it on a red page over the visitor's.
      response.statusCode = 502
      answer = { error: Object(error).message }
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  }
  const use = ({ middlewares }: { readonly middlewares: Connect.Server }) => {
    middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const [, name] = /^\/start\/try\/(\w+)$/.exec(pathname) ?? []
      if (name === undefined) next()
      else void act(request, response, name)
    })
  }
  return {
    name: 'demo-server',
    config: () => ({
      define: Object.fromEntries([
        ['import.meta.env.PAGE_SIZE', JSON.stringify(pageSize())],
        ...['plain', 'dashboard', 'overlay', 'panel', 'explorer'].map(demo => [
          `import.meta.env.LINES_OF_${demo}`,
          linesOf(demo),
        ]),
      ]),
    }),
    configureServer: use,
    configurePreviewServer: use,
  }
}
