import { startDemo } from './demo.ts'

const { url, twitch } = await startDemo({ port: 5173 })
console.log(`
  The demo: ${url}
  It talks to a fake Twitch at ${twitch.url}, so it needs no account. Ctrl+C ends both.
`)
