import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'

/** Vue's plugin applies Vite's options for JSX to all Vue components, which would then need React's script. */
const notInVue: Plugin = {
  name: 'no-fast-refresh-in-vue',
  configResolved({ oxc }) {
    // Vite's own plugin has read them by now, and applies them to the files that are included.
    if (oxc && typeof oxc.jsx === 'object') oxc.jsx = { ...oxc.jsx, refresh: false }
  },
}

/** Puts edited React components in place without a reload, below one path of the demo. */
export const fastRefresh = (path: string): readonly Plugin[] => [
  ...react({ include: new RegExp(`${path}.+\\.tsx$`) }).map(({ transformIndexHtml, ...plugin }) => ({
    ...plugin,
    // It adds a script, which pages of the extension may not have in their HTML.
    ...(typeof transformIndexHtml === 'function' &&
      ({
        transformIndexHtml(html, context) {
          return context.path.startsWith(path) ? transformIndexHtml.call(this, html, context) : html
        },
      } satisfies Partial<Plugin>)),
  })),
  notInVue,
]
