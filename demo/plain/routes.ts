import { h } from './page/h.ts'
import type { Place, View } from './page/router.ts'
import { errorNotice } from './parts/errorNotice.ts'
import { browse } from './views/browse.ts'
import { category } from './views/category.ts'
import { channel } from './views/channel.ts'
import { search } from './views/search.ts'
import { unknown } from './views/unknown.ts'

const unloaded: (() => Promise<void>)[] = []

/** Loads the code of all places, so that they open at once, and without a network. */
export const loadPlaces = async (): Promise<void> => {
  // One that does not load is loaded again when it is opened.
  await Promise.allSettled(unloaded.map(load => load()))
}

/** A view whose code is loaded after the first page, or when it is first shown. */
function later(find: () => Promise<View>): View {
  let loaded: View | undefined
  const load = async () => {
    loaded ??= await find()
    return loaded
  }
  unloaded.push(async () => void (await load()))
  return place => {
    if (loaded) return loaded(place)
    const box = h('div', { className: 'later' })
    const fill = async () => {
      try {
        const view = await load()
        if (!place.signal.aborted) box.replaceChildren(view(place))
      } catch (error) {
        // A notice above the page says that it is offline.
        if (!navigator.onLine) return addEventListener('online', fill, { once: true, signal: place.signal })
        box.replaceChildren(errorNotice(error, fill))
      }
    }
    place.setTitle('My channel')
    void fill()
    return box
  }
}

const routes: readonly (readonly [pattern: string, view: View])[] = [
  ['/', browse],
  ['/category/:id', category],
  ['/channel/:login', channel],
  ['/search', search],
  ['/me', later(async () => (await import('./views/me/information.ts')).information)],
  ['/me/followers', later(async () => (await import('./views/me/followers.ts')).followers)],
  ['/me/chat', later(async () => (await import('./views/me/chat.ts')).chat)],
  ['/me/bans', later(async () => (await import('./views/me/bans.ts')).bans)],
  ['/me/polls', later(async () => (await import('./views/me/polls.ts')).polls)],
]

/** What stands in a path for the named parts of a pattern; `null` if it does not fit. */
function match(pattern: string, path: string): Place['params'] | null {
  const values = path.split('/')
  const names = pattern.split('/')
  if (names.length !== values.length) return null
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? ''
    if (name.startsWith(':')) params[name.slice(1)] = decodeURIComponent(value)
    else if (name !== value) return null
  }
  return params
}

/** The view for a path, with its parameters. */
export function routeFor(path: string): [View, Place['params']] {
  try {
    for (const [pattern, view] of routes) {
      const params = match(pattern, path)
      if (params) return [view, params]
    }
  } catch {
    // A percent sign that encodes nothing.
  }
  return [unknown, {}]
}
