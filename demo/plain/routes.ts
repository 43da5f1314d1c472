import type { Place, View } from './page/router.ts'
import { browse } from './views/browse.ts'
import { category } from './views/category.ts'
import { channel } from './views/channel.ts'
import { bans } from './views/me/bans.ts'
import { chat } from './views/me/chat.ts'
import { followers } from './views/me/followers.ts'
import { information } from './views/me/information.ts'
import { polls } from './views/me/polls.ts'
import { search } from './views/search.ts'
import { unknown } from './views/unknown.ts'

const routes: readonly (readonly [pattern: string, view: View])[] = [
  ['/', browse],
  ['/category/:id', category],
  ['/channel/:login', channel],
  ['/search', search],
  ['/me', information],
  ['/me/followers', followers],
  ['/me/chat', chat],
  ['/me/bans', bans],
  ['/me/polls', polls],
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
