import vue from '@vitejs/plugin-vue'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { defineConfig } from 'vite'
import { policyFor } from './policy.ts'

export default defineConfig(async ({ command }) => ({
  // Twitch serves the files from a folder of its own.
  base: './',
  plugins: [vue()],
  build: { target: 'es2022', rolldownOptions: { input: 'panel.html' } },
  ...(command === 'serve' && (await withFakeTwitch())),
}))

/** `npm run dev` brings a Twitch of its own, and what Twitch's helper would hand to the panel. */
async function withFakeTwitch() {
  const { url, fake } = await serveFakeTwitch()
  return {
    define: {
      'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(url),
      'import.meta.env.VITE_FAKE_HELIX_TOKEN': JSON.stringify(
        fake.grant({ kind: 'extension', expiresInSeconds: null }),
      ),
    },
    // What Twitch would refuse is refused here too.
    server: { headers: { 'Content-Security-Policy': `${policyFor(url)}; frame-src 'self'` } },
  }
}
