import vue from '@vitejs/plugin-vue'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { defineConfig } from 'vite'
import { standIn, startBackend } from './fakeTwitch.ts'

/** What Twitch shows, by the names that its developer console suggests. */
const views = ['panel', 'mobile', 'video_component', 'config', 'live_config'].map(name => `${name}.html`)

export default defineConfig(async ({ command }) => ({
  // Twitch serves the files from a folder of its own.
  base: './',
  plugins: [vue(), command === 'serve' && (await fakeTwitch())],
  build: {
    // The oldest browser that this extension is for.
    target: 'chrome103',
    // Twitch's review reads the code.
    minify: false,
    rolldownOptions: { input: views },
  },
}))

/** `npm run dev` brings a Twitch and a backend of its own. */
async function fakeTwitch() {
  const standIns = await startBackend(await serveFakeTwitch())
  return standIn(standIns, path => views.includes(path.slice(1)))
}
