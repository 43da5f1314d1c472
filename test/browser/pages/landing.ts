// The landing page of a redirect, with one of several routers. It shows its route in #route.
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, createHashRouter, RouterProvider, useLocation } from 'react-router'
import { type Component, createApp, h } from 'vue'
import { createRouter, createWebHistory, RouterView, useRoute } from 'vue-router'
import { config, element, openAuth, restore } from './landingAuth.ts'

/** Starts a router, and returns a function that navigates. */
type Start = () => (url: string) => unknown

const paths = { '/': 'Home', '/followers': 'Followers' }

const nameOf = (path: string) => Object.entries(paths).find(([known]) => known === path)?.[1] ?? 'Not found'

/** Shows the route with the platform's history, without a router. */
function show(place: string): void {
  const output = document.createElement('output')
  output.id = 'route'
  output.textContent = place
  element('app').replaceChildren(output)
}

const plain: Start = () => {
  const render = () => show(nameOf(location.pathname) + location.search + location.hash)
  addEventListener('popstate', render)
  render()
  return url => {
    history.replaceState(null, '', url)
    render()
  }
}

const hash: Start = () => {
  const render = () => {
    const [path = '', query] = location.hash.slice(1).split('?')
    show(nameOf(path || '/') + (query ? `?${query}` : ''))
  }
  addEventListener('hashchange', render)
  render()
  return url => location.replace(url)
}

const react =
  (create: typeof createBrowserRouter): Start =>
  () => {
    const screen = (name: string) => () => {
      const { search, hash } = useLocation()
      return createElement('output', { id: 'route' }, name + search + hash)
    }
    const routes = Object.entries(paths).map(([path, name]) => ({ path, Component: screen(name) }))
    const router = create([...routes, { path: '*', Component: screen('Not found') }])
    createRoot(element('app')).render(createElement(RouterProvider, { router }))
    return url => router.navigate(url, { replace: true })
  }

const vue =
  (isLazy: boolean): Start =>
  () => {
    const screen = (name: string): Component => ({
      setup: () => {
        const route = useRoute()
        return () => h('output', { id: 'route' }, name + route.fullPath.slice(route.path.length))
      },
    })
    /** A route whose code loads until the sign-in has ended. */
    const later = (name: string) => () =>
      new Promise<Component>(resolve => auth.subscribe(({ status }) => status === 'signed-in' && resolve(screen(name))))
    const router = createRouter({
      history: createWebHistory(),
      routes: Object.entries(paths).map(([path, name]) => ({
        path,
        component: isLazy ? later(name) : screen(name),
      })),
    })
    createApp(RouterView).use(router).mount(element('app'))
    return url => router.replace(url)
  }

const routers: Record<string, Start> = {
  plain,
  hash,
  react: react(createBrowserRouter),
  reactHash: react(createHashRouter),
  vue: vue(false),
  lazyVue: vue(true),
  callback: () => {
    show('Callback')
    return () => {}
  },
}

let navigate: ReturnType<Start> | undefined
const auth = openAuth(url => {
  if (!navigate) throw new Error('The router has not been started.')
  return navigate(url)
})

if (config.restore === 'first') restore(auth)
navigate = routers[config.router]?.()
if (config.restore === 'running') {
  // Frameworks render their first page later. A lazy route is not there yet.
  const isShown = () => document.getElementById('route') || config.router === 'lazyVue'
  const timer = setInterval(() => {
    if (!isShown()) return
    clearInterval(timer)
    restore(auth)
  }, 10)
}
