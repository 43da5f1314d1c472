import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/query-core'
import { type Auth, createClient, type HelixClient, type Scope } from 'tinyhelix'
import { createEventSub } from 'tinyhelix/eventsub'
import { helixInfiniteQuery, helixQuery, type PagedQueryable, type Queryable } from 'tinyhelix/query'
import { type LiveFamily, type SyncOptions, syncQueries } from 'tinyhelix/query/live'
import { createFakeTwitch, type FakeTwitch, type FakeTwitchOptions } from 'tinyhelix/testing'
import { vi } from 'vitest'

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A client whose user the test changes at once; `null` signs out. */
export function changingUser(fake: FakeTwitch, first: string) {
  const auth = fake.auth(first)
  const signIn = (user: string | null) => void (user ? auth.signIn({ user }) : auth.signOut())
  return { client: createClient({ ...fake.network, clientId: fake.clientId, auth }), auth, signIn }
}

/** An account on a page: a client and its events. */
export interface Account {
  readonly client: HelixClient
  readonly events: ReturnType<typeof createEventSub>
  readonly errors: unknown[]
}

export interface LivePage extends Account {
  readonly fake: FakeTwitch
  readonly queryClient: QueryClient
  /** Opens another account, whose token has these scopes. */
  readonly account: (user: string, scopes?: readonly Scope[]) => Account
  readonly sync: (families: readonly LiveFamily[], options?: SyncOptions & { account?: Account }) => () => void
  /** Shows a query as a component does. Returns its data, and a function that ends it. */
  readonly show: <P, R>(
    endpoint: Queryable<P, R, 'user'>,
    params?: NoInfer<P> | null,
    options?: { live?: boolean; limit?: number | undefined; account?: Account; select?: (data: R) => unknown },
  ) => Shown<R>
  readonly showPages: <P, T, X>(
    endpoint: PagedQueryable<P, T, X, 'user'>,
    params?: NoInfer<P>,
  ) => Shown<{ pages: (X & { data: T[] })[] }> & { readonly next: () => Promise<unknown> }
  /** Holds Twitch's answers back until the returned function is called. */
  readonly hold: () => () => void
  /** The requests since the last call, without those for subscriptions. */
  readonly asked: () => string[]
  /** The subscribed types, with the condition's first id. */
  readonly subscribed: () => string[]
}

interface Shown<R> {
  /** The shown data. */
  readonly data: () => R
  /** The number of changes of the shown data. */
  readonly changes: () => number
  readonly end: () => void
  readonly again: () => void
}

/** A page at a fake Twitch, whose clock the test moves. */
export function livePage({ user = 'ada', ...options }: FakeTwitchOptions & { user?: string } = {}): LivePage {
  const fake = createFakeTwitch(options)
  const queryClient = new QueryClient()
  const account = (user: string, scopes?: readonly Scope[]): Account => {
    const errors: unknown[] = []
    const { auth } = fake.client({ user, scopes })
    const client = createClient({
      ...fake.network,
      fetch: slowFetch,
      clientId: fake.clientId,
      auth: auth as Auth<'user'>,
    })
    return { client, events: createEventSub(client, { onError: error => errors.push(error) }), errors }
  }
  let gate: Promise<unknown> = Promise.resolve()
  const slowFetch: typeof fetch = async (...asked) => {
    const answer = await fake.fetch(...asked)
    await gate
    return answer
  }
  const first = account(user)
  let seen = 0

  const shown = <R>(observer: QueryObserver<never, never, never>) => {
    const results: unknown[] = []
    const listen = () => observer.subscribe(({ data }) => data !== results.at(-1) && results.push(data))
    let end = listen()
    return {
      data: () => observer.getCurrentResult().data as R,
      changes: () => results.length,
      end: () => end(),
      again: () => {
        end = listen()
      },
    }
  }

  return {
    fake,
    queryClient,
    ...first,
    account,
    sync: (families, { account = first, ...rest } = {}) => syncQueries(queryClient, account.events, families, rest),
    show: (endpoint, params = {} as never, { account = first, live = true, ...rest } = {}) => {
      const query = helixQuery(account.client, endpoint, params, { live, ...rest } as never)
      return shown(new QueryObserver(queryClient, query as never))
    },
    showPages: (endpoint, params = {} as never) => {
      const query = helixInfiniteQuery(first.client, endpoint, params, { live: true })
      const observer = new InfiniteQueryObserver(queryClient, query as never)
      return { ...shown(observer as never), next: () => observer.fetchNextPage() }
    },
    hold: () => {
      let release = () => {}
      gate = new Promise<void>(resolve => {
        release = resolve
      })
      return () => {
        gate = Promise.resolve()
        release()
      }
    },
    asked: () => {
      const requests = fake.requests.slice(seen)
      seen = fake.requests.length
      return requests.map(({ method, path }) => `${method} ${path}`).filter(line => !line.includes('/eventsub/'))
    },
    subscribed: () =>
      fake.eventSub.sessions.flatMap(({ subscriptions }) =>
        subscriptions.map(({ type, condition }) => `${type} ${Object.values(condition)[0]}`),
      ),
  }
}
