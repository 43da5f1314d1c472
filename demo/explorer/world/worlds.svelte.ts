import { QueryClient } from '@tanstack/svelte-query'
import {
  createClient,
  type HelixClient,
  type ImplicitGrantAuth,
  implicitGrant,
  type RateLimitEvent,
  type ResponseEvent,
  type TokenKind,
} from 'tinyhelix'
import { createEventSub, type EventSub } from 'tinyhelix/eventsub'
import { type Account, accounts, LazyFake } from './lazyFake.ts'
import { networkAt } from './networkAt.ts'

/** Which Twitch the page talks to: a fake in the page, a fake that somebody serves, or the real one. */
export type World =
  | { readonly kind: 'fake'; readonly account: Account }
  | { readonly kind: 'served'; readonly url: string }
  | { readonly kind: 'twitch'; readonly clientId: string }

/** Everything that belongs to one user in one world. It is replaced as a whole, so that nothing of the first is left. */
export interface Connection {
  readonly key: number
  readonly world: World
  readonly client: HelixClient
  readonly queryClient: QueryClient
  readonly events: EventSub
  readonly fake: LazyFake | null
  readonly auth: ImplicitGrantAuth | null
  /** A client with another kind of token; `null` if this world has none to give. */
  readonly clientOf: (kind: TokenKind) => HelixClient<TokenKind> | null
  /** Calls `listener` with every answer. */
  readonly onResponse: (listener: (event: ResponseEvent) => void) => () => void
  /** Calls `listener` when a request waits for Twitch's rate limit. */
  readonly onRateLimit: (listener: (event: RateLimitEvent) => void) => () => void
  readonly close: () => void
}

const storageKey = 'tinyhelix-explorer:world'

const isURL = (value: unknown): value is string => typeof value === 'string' && /^https?:\/\/[^/]/.test(value)

/** The world of the address, else that of the last visit, else the fake in the page. It holds no token. */
function firstWorld(): World {
  const served = new URLSearchParams(location.search).get('fake')
  if (isURL(served)) return { kind: 'served', url: served }
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    const { kind, url, clientId } = Object(kept)
    if (kind === 'served' && isURL(url)) return { kind, url }
    if (kind === 'twitch' && typeof clientId === 'string' && clientId) return { kind, clientId }
  } catch {
    // It is blocked, or not ours.
  }
  return { kind: 'fake', account: accounts[0] ?? { id: '1001', login: 'ada' } }
}

function keep(world: World): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(world))
  } catch {
    // The choice lasts until the page is left.
  }
}

let keys = 0
const leaving = new Set<() => void>()
/** All accounts of the fake share its data. */
let fake = new LazyFake()

/** Passes events on to listeners that come and go. */
function createHub<T>() {
  const listeners = new Set<(event: T) => void>()
  return {
    tell: (event: T) => {
      for (const listener of listeners) listener(event)
    },
    on: (listener: (event: T) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** `kept` is the auth of the same world, when its user has been replaced. */
function connect(world: World, kept?: ImplicitGrantAuth | null): Connection {
  const responses = createHub<ResponseEvent>()
  const waits = createHub<RateLimitEvent>()
  const settings = { onResponse: responses.tell, onRateLimit: waits.tell }
  const common = {
    key: ++keys,
    world,
    queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }),
    onResponse: responses.on,
    onRateLimit: waits.on,
  }
  const complete = (client: HelixClient, others: Pick<Connection, 'fake' | 'auth' | 'clientOf'>): Connection => {
    const events = createEventSub(client, { onError: () => {} })
    return {
      ...common,
      ...others,
      client,
      events,
      close: () => {
        events.close()
        common.queryClient.clear()
      },
    }
  }
  if (world.kind === 'fake') {
    const own = fake
    const client = own.client('user', world.account, settings)
    return complete(client, {
      fake: own,
      auth: null,
      clientOf: kind => (kind === 'user' ? client : own.client(kind, world.account, settings)),
    })
  }
  const clientId = world.kind === 'twitch' ? world.clientId : 'tinyhelix-demo'
  const auth = kept ?? implicitGrant({ clientId, name: 'explorer' })
  const client = createClient({ ...settings, ...(world.kind === 'served' && networkAt(world.url)), auth })
  return complete(client, { fake: null, auth, clientOf: kind => (kind === 'user' ? client : null) })
}

const first = connect(firstWorld())
let connection = $state.raw(first)
keep(first.world)

/** Replaces a connection when its user is replaced, so that lists, forms and history of the first one go. */
function watch({ auth, world }: Connection): void {
  let user: string | null = null
  auth?.subscribe(({ session }) => {
    const next = session?.userId ?? null
    if (user !== null && next !== user && connection.auth === auth) replace(connect(world, auth))
    user = next
  })
}

function replace(next: Connection): void {
  const left = connection
  for (const listener of leaving) listener()
  connection = next
  left.close()
}

export const worlds = {
  get connection() {
    return connection
  },
}

/** Calls `listener` before another user or another world takes over. */
export const onLeave = (listener: () => void): void => {
  leaving.add(listener)
}

/** Goes to another world, or to another account of it. */
export function enter(world: World): void {
  const { auth } = connection
  keep(world)
  replace(connect(world))
  auth?.close()
  watch(connection)
}

/** Starts the fake in the page anew: what was written there is gone. */
export function restartFake(account: Account): void {
  fake = new LazyFake()
  enter({ kind: 'fake', account })
}

/** Reads a sign-in that comes back in the address. Call it before anything else reads the address. */
export async function restore(): Promise<void> {
  watch(connection)
  await connection.auth?.restore()
}
