import { Worker } from 'node:worker_threads'
import { validation } from './answers.ts'

/** A server on a real socket, in a thread of its own, so that its memory and time are not those of who calls it. */
export interface BenchServer {
  readonly url: string
  /** How many requests of Helix came since this was asked last. */
  readonly requests: () => Promise<number>
  readonly close: () => Promise<number>
}

/** Knows any number of users, and a channel with so many followers. */
const code = (followers: number) => `
const { parentPort } = require('node:worker_threads')
const { createServer } = require('node:http')

const follower = index => ({
  user_id: String(1000 + index),
  user_login: 'someone_' + index,
  user_name: 'Someone_' + index,
  followed_at: '2026-05-01T18:00:00Z',
})
const user = id => ({
  id, login: 'someone_' + id, display_name: 'Someone_' + id, type: '', broadcaster_type: 'affiliate',
  description: 'Soup, questions, a quiet game.', profile_image_url: 'https://static-cdn.jtvnw.net/' + id + '.png',
  offline_image_url: '', view_count: 0, created_at: '2020-05-01T18:00:00Z',
})
const answers = {
  '/oauth2/validate': () => (${JSON.stringify(validation)}),
  '/helix/users': query => JSON.stringify({ data: query.getAll('id').map(user) }),
  '/helix/channels/followers': query => {
    const start = Number(query.get('after') ?? 0)
    const end = Math.min(start + Number(query.get('first') ?? 20), ${followers})
    const data = Array.from({ length: end - start }, (_, index) => follower(start + index))
    return JSON.stringify({ total: ${followers}, data, pagination: end < ${followers} ? { cursor: String(end) } : {} })
  },
}

let requests = 0
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (pathname.startsWith('/helix')) requests++
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'ratelimit-limit': '800',
    'ratelimit-remaining': '799',
    'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 1),
  })
  response.end(answers[pathname](searchParams))
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
parentPort.on('message', () => {
  parentPort.postMessage(requests)
  requests = 0
})
`

/** Starts the server. */
export async function startBenchServer({ followers }: { readonly followers: number }): Promise<BenchServer> {
  const worker = new Worker(code(followers), { eval: true })
  const answer = () => new Promise<number>(resolve => worker.once('message', resolve))
  worker.on('error', error => {
    throw error
  })
  const port = await answer()
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => {
      worker.postMessage('requests')
      return answer()
    },
    close: () => worker.terminate(),
  }
}

/** A `fetch` that asks this server in place of Twitch. */
export const fetchFrom = (url: string): typeof fetch => {
  const { fetch } = globalThis
  return (input, init) => fetch(String(input).replace(/^https:\/\/(api|id)\.twitch\.tv/, url), init)
}
