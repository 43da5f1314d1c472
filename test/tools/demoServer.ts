import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { createPoll, endPoll, getPolls } from 'tinyhelix'
import { channelFollow, channelRaid } from 'tinyhelix/eventsub'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import type { Connect, Plugin } from 'vite'
import { policyFor } from '../../demo/panel/policy.ts'

const folder = resolve(import.meta.dirname, '../../demo')
const sources = /(?<!\.d)\.(ts|tsx|vue|svelte|css|html)$/

/** How many lines a demo has that are not empty, tools and styles included. */
function linesOf(demo: string): number {
  const files = readdirSync(resolve(folder, demo), { recursive: true, encoding: 'utf8' })
  return files
    .filter(file => sources.test(file) && !file.includes('node_modules'))
    .flatMap(file => readFileSync(resolve(folder, demo, file), 'utf8').split('\n'))
    .filter(line => line.trim()).length
}

/** What the start page's buttons do to the fake. Each gives an answer in JSON. */
function actionsOn({ fake }: FakeTwitchServer): Readonly<Record<string, (origin: string) => unknown>> {
  const channel = fake.user('ada').id
  const client = fake.client({ user: 'ada' })
  let visitors = 0
  /** Somebody else each time. */
  const somebody = () => fake.user(`${1002 + (visitors++ % 30)}`).id
  return {
    // What a browser keeps in which ada has connected the overlay.
    session: origin => fake.storageState({ origin, user: 'ada', name: 'overlay' }).origins[0]?.localStorage,
    follower: () => ({ count: fake.emit(channelFollow, { broadcaster_user_id: channel, user_id: somebody() }) }),
    poll: async () => {
      const [latest] = await getPolls(client, { first: 1 })
      if (latest?.status === 'ACTIVE') await endPoll(client, { id: latest.id, status: 'TERMINATED' })
      const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
      return createPoll(client, { title: 'What comes next?', choices, duration: 60 })
    },
    raid: () => ({
      count: fake.emit(channelRaid, {
        from_broadcaster_user_id: somebody(),
        to_broadcaster_user_id: channel,
        viewers: 200,
      }),
    }),
  }
}

/** Whether a page of this very server asks. */
const isOwn = ({ method, headers }: IncomingMessage) =>
  method === 'POST' && headers.origin === `http://${headers.host}` && headers['sec-fetch-site'] === 'same-origin'

/** The parts of the demo's server that serve no files: actions of the start page, and Twitch's rules for the panel. */
export function demoServer(twitch: FakeTwitchServer): Plugin {
  const actions = actionsOn(twitch)
  const act = async (request: IncomingMessage, response: ServerResponse, name: string) => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    response.statusCode = !isOwn(request) ? 403 : action ? 200 : 404
    const answer = response.statusCode === 200 ? await action?.(`${request.headers.origin}`) : {}
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  }
  const use = ({ middlewares }: { readonly middlewares: Connect.Server }) => {
    middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      if (pathname === '/panel/panel.html') response.setHeader('content-security-policy', policyFor(twitch.url))
      const [, name] = /^\/start\/try\/(\w+)$/.exec(pathname) ?? []
      if (name === undefined) next()
      else act(request, response, name).catch(next)
    })
  }
  return {
    name: 'demo-server',
    config: () => ({
      define: Object.fromEntries(
        ['plain', 'dashboard', 'overlay', 'panel'].map(demo => [`import.meta.env.LINES_OF_${demo}`, linesOf(demo)]),
      ),
    }),
    configureServer: use,
    configurePreviewServer: use,
  }
}
