import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { explorerPlugin } from './build/explorerPlugin.ts'

export default defineConfig({
  // Addresses are relative, so that the built files work wherever they are put.
  base: './',
  plugins: [svelte(), explorerPlugin({ withTextFiles: true })],
  build: { target: 'chrome103' },
})
