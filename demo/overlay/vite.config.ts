import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  // Addresses are relative, so that the built files work wherever they are put.
  base: './',
  plugins: [svelte()],
  // The oldest browser that is in OBS.
  build: { target: 'chrome103', modulePreload: false, rolldownOptions: { input: ['index.html', 'settings.html'] } },
})
