import { createClient, type HelixClient, userToken } from 'tinyhelix'
import { createEventSub, type EventSub } from 'tinyhelix/eventsub'
import type { Order } from './sender.ts'

/** How many followers the channel has before the load begins. */
const followers = 5000

const follower = (index: number) => ({
  user_id: `${index}`,
  user_login: `follower_${index}`,
  user_name: `Follower_${index}`,
  followed_at: '2026-04-01T18:00:00Z',
})

/** Twitch's answers, without a network. */
const answerOf = (url: URL, init: RequestInit | undefined): object => {
  if (url.pathname.endsWith('/validate')) {
    const scopes = ['moderator:read:followers', 'user:read:chat']
    return { client_id: 'client', login: 'ada', scopes, user_id: '1', expires_in: 5_000_000 }
  }
  if (url.pathname.endsWith('/eventsub/subscriptions')) {
    const { type, version, condition, transport } = JSON.parse(String(init?.body))
    const subscription = { id: type, status: 'enabled', type, version, condition, transport, cost: 0 }
    return { data: [subscription], total: 1, total_cost: 0, max_total_cost: 10 }
  }
  const first = Number(url.searchParams.get('after') ?? 0)
  const next = first + 100
  return {
    total: followers,
    data: Array.from({ length: 100 }, (_, index) => follower(first + index)),
    pagination: next < followers ? { cursor: `${next}` } : {},
  }
}

let worker: Worker | undefined

/** A socket whose other end is in a worker. */
class WorkerSocket {
  addEventListener(name: string, listener: (event: never) => void) {
    if (name !== 'message') return
    worker = new Worker('/sender.js')
    worker.addEventListener('message', event => listener(event as never))
  }
  close() {
    worker?.terminate()
  }
}

/** Lets events of this type arrive. */
export const order = (what: Order): void => worker?.postMessage(what)

/** The client and the events of a page under load. */
export function openTwitch(): { readonly client: HelixClient; readonly events: EventSub } {
  const client = createClient({
    auth: userToken('token', { clientId: 'client', user: '1' }),
    fetch: async (url, init) => Response.json(answerOf(new URL(String(url)), init)),
    WebSocket: WorkerSocket,
  })
  return { client, events: createEventSub(client) }
}
