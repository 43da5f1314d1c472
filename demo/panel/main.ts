import { VueQueryPlugin } from '@tanstack/vue-query'
import { HelixPlugin } from 'tinyhelix/vue'
import { createApp } from 'vue'
import App from './App.vue'
import { client } from './twitch.ts'

createApp(App)
  // TanStack's view in Vue's devtools; bundlers leave it out of what is deployed.
  .use(VueQueryPlugin, { enableDevtoolsV6Plugin: true })
  .use(HelixPlugin, { client })
  .mount('#app')
