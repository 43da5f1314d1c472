import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'

/** The built package, as it is installed in a project. */
export async function loadTinyhelix(project: string) {
  const load = (file: string) =>
    import(/* @vite-ignore */ pathToFileURL(join(project, 'node_modules/tinyhelix/dist/src', file)).href)
  const tinyhelix: typeof import('tinyhelix') = await load('index.js')
  const query: typeof import('tinyhelix/query') = await load('query/index.js')
  const eventsub: typeof import('tinyhelix/eventsub') = await load('eventsub/index.js')
  return { ...tinyhelix, ...query, ...eventsub }
}

/** twurple's client with the same token; it calls the global `fetch`. */
export const makeTwurple = (): ApiClient =>
  new ApiClient({
    authProvider: new StaticAuthProvider('client', 'token', ['moderator:read:followers', 'user:read:chat']),
  })

/** Lets libraries that take no `fetch` use this one while something runs. */
export async function withFetch<T>(fetch: typeof globalThis.fetch, run: () => Promise<T>): Promise<T> {
  const before = globalThis.fetch
  globalThis.fetch = fetch
  try {
    return await run()
  } finally {
    globalThis.fetch = before
  }
}
