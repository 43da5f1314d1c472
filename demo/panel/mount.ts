import { VueQueryPlugin } from '@tanstack/vue-query'
import { HelixPlugin } from 'tinyhelix/vue'
import { type Component, createApp } from 'vue'
import { client, extension } from './extension.ts'
import { language } from './words/index.ts'

/** Shows a view of the extension, in Twitch's theme and the viewer's language. */
export function mount(view: Component): void {
  const { documentElement } = document
  documentElement.lang = language
  extension.subscribe(({ context }) => {
    if (context.theme) documentElement.dataset['theme'] = context.theme
  })
  createApp(view)
    // TanStack's view in Vue's devtools; bundlers leave it out of what is deployed.
    .use(VueQueryPlugin, { enableDevtoolsV6Plugin: true })
    .use(HelixPlugin, { client, extension })
    .mount('#app')
}
