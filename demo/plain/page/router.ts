import { clearToast } from './toast.ts'

/** Where the user is, for a view. */
export interface Place {
  /** What stands in the address for the parts of the route that begin with a colon. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Aborted when the view is not shown again. */
  readonly signal: AbortSignal
  /** Names the page, also later when its name comes from Twitch. */
  readonly setTitle: (title: string) => void
}

/** Makes the content of a page. */
export type View = (place: Place) => HTMLElement

interface Visit {
  readonly node: HTMLElement
  readonly controller: AbortController
  title: string
  scrollY: number
}

/** How many pages are kept as they were, so that going back shows them at once, where the user had scrolled to. */
const keptVisits = 8

/**
 * Shows the view that fits the address' fragment: `#/category/42?language=de` fits `/category/:id`. All pages have one
 * address without its fragment, which is the one to register with Twitch. Start it once `auth.restore()` has settled:
 * until then the fragment may hold what Twitch sent back.
 */
export function startRouter(outlet: HTMLElement, viewFor: (path: string) => [View, Place['params']]) {
  const visits = new Map<string, Visit>()
  let current: Visit | undefined

  const open = (path: string, query: string): Visit => {
    const controller = new AbortController()
    const [view, params] = viewFor(path)
    let title = ''
    let visit: Visit | undefined
    const setTitle = (text: string) => {
      title = `${text} · Browse Twitch`
      if (!visit) return
      visit.title = title
      if (visit === current) document.title = title
    }
    const node = view({ params, query: new URLSearchParams(query), signal: controller.signal, setTitle })
    visit = { node, controller, title, scrollY: 0 }
    return visit
  }

  const forget = (key: string) => {
    visits.get(key)?.controller.abort()
    visits.delete(key)
  }

  const show = () => {
    if (current) current.scrollY = scrollY
    // What was said is about the page before.
    clearToast()
    const key = historyKey()
    const [path = '', query = ''] = location.hash.slice(1).split('?')
    const isFirst = !current
    const visit = visits.get(key) ?? open(path || '/', query)
    // The last one in the map is the last one shown.
    visits.delete(key)
    visits.set(key, visit)
    for (const old of [...visits.keys()].slice(0, -keptVisits)) forget(old)
    current = visit
    document.title = visit.title
    outlet.replaceChildren(visit.node)
    scrollTo(0, visit.scrollY)
    // Keyboards and screen readers begin anew with the new page.
    if (!isFirst) outlet.focus({ preventScroll: true })
  }

  history.scrollRestoration = 'manual'
  addEventListener('hashchange', show)
  show()
  return {
    /** Makes every page anew: someone else is signed in now. */
    restart: () => {
      for (const key of [...visits.keys()]) forget(key)
      show()
    },
  }
}

/** Names the present entry of the history. */
function historyKey(): string {
  const state: unknown = history.state
  if (typeof state === 'object' && state && 'key' in state) return String(state.key)
  const key = crypto.randomUUID()
  history.replaceState({ key }, '')
  return key
}
