import { h } from './page/h.ts'
import { openMenusWithoutPopovers } from './page/popovers.ts'
import { startRouter } from './page/router.ts'
import { buildShell } from './page/shell.ts'
import { loadPlaces, routeFor } from './routes.ts'
import { auth } from './twitch.ts'
import { welcome } from './views/welcome.ts'

openMenusWithoutPopovers()
const outlet = buildShell()
outlet.append(h('p', { className: 'splash', role: 'status' }, 'Loading …'))

// First: the address may hold what Twitch sent back.
await auth.restore()

const router = startRouter(outlet, path => (auth.state.session ? routeFor(path) : [welcome, {}]))

// Behind the first page.
if (document.readyState === 'complete') void loadPlaces()
else addEventListener('load', loadPlaces)

let shown = auth.state
auth.subscribe(state => {
  const isSame = state.session?.userId === shown.session?.userId && state.error === shown.error
  shown = state
  if (!isSame) router.restart()
})
