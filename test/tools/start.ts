import { startDemo } from './demo.ts'

const { url, twitch } = await startDemo({ port: 5173 })
console.log(`
  Start page and demos: ${url}
  The fake Twitch that they talk to: ${twitch.url}

  No account is needed. Ctrl+C ends both.
`)
