import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseTwitchMessage } from '@twurple/chat'
import { Client } from 'tmi.js'
import { bundle, compressedSize } from '../package/bundle.ts'
import { markdownTable } from '../package/markdownTable.ts'
import { loadTinyhelix } from './libraries.ts'
import { collectGarbage } from './memory.ts'
import { median, quantile, shuffled } from './statistics.ts'

const count = 20_000
const limit = '`tmi.js`, its parser alone'

/** The same page with each library: it shows what is written in a channel. */
const pages = {
  tinyhelix: `import { anonymousChat } from 'tinyhelix/chat'
import { channelChatMessage } from 'tinyhelix/eventsub'
anonymousChat('ada').on(channelChatMessage, ({ chatter_user_name, message }) => console.log(chatter_user_name, message.text))`,
  'tmi.js': `import tmi from 'tmi.js'
const client = new tmi.Client({ channels: ['ada'] })
client.on('message', (_, tags, text) => console.log(tags['display-name'], text))
client.connect()`,
  '@twurple/chat': `import { ChatClient } from '@twurple/chat'
const client = new ChatClient({ channels: ['ada'] })
client.onMessage((_, user, text) => console.log(user, text))
client.connect()`,
}

/** Lines as Twitch sends them: of two thousand people, with badges and an emote. */
const lines = Array.from({ length: count }, (_, index) => {
  const person = index % 2000
  const before = `Round ${index}: this soup looks so good `
  const emote = `25:${before.length}-${before.length + 4}`
  return `@badge-info=subscriber/16;badges=subscriber/12,premium/1;client-nonce=2b5e8a0c${index};color=#00FF7F;display-name=Someone_${person};emotes=${emote};first-msg=0;flags=;id=cc106a89-1814-919d-454c-${`${index}`.padStart(12, '0')};mod=0;returning-chatter=0;room-id=1;subscriber=1;tmi-sent-ts=${1_777_636_800_000 + index};turbo=0;user-id=${141_981_764 + person};user-type= :someone_${person}!someone_${person}@someone_${person}.tmi.twitch.tv PRIVMSG #ada :${before}Kappa is there a recipe somewhere?`
})

/** Takes a line. */
type Take = (line: string) => void

/** Opens a chat without a network, and returns what its socket gets. */
const openChat = async (project: string, heard: (text: string) => void): Promise<{ take: Take; close: () => void }> => {
  const { channelChatMessage } = await loadTinyhelix(project)
  const file = join(project, 'node_modules/tinyhelix/dist/src/chat/index.js')
  const chats: typeof import('tinyhelix/chat') = await import(/* @vite-ignore */ pathToFileURL(file).href)
  let receive: (event: { data: string }) => void = () => {}
  class StubSocket {
    addEventListener(name: string, listener: (event: never) => void) {
      if (name === 'message') receive = listener as typeof receive
    }
    send() {}
    close() {}
  }
  const chat = chats.anonymousChat('ada', { WebSocket: StubSocket })
  chat.on(channelChatMessage, ({ message }) => heard(message.text))
  const take = (line: string) => receive({ data: `${line}\r\n` })
  take(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands')
  take(':tmi.twitch.tv 001 justinfan1 :Welcome, GLHF!')
  take('@room-id=1 :tmi.twitch.tv ROOMSTATE #ada')
  return { take, close: chat.close }
}

/** What a page downloads that shows a chat, and how many lines a second of processor time libraries parse and deliver. */
export async function compareChats(project: string, rounds: number): Promise<string> {
  const sizes: string[][] = []
  for (const [name, source] of Object.entries(pages)) {
    const bytes = compressedSize(await bundle('esbuild', { project, source }))
    sizes.push([`a page with \`${name}\``, `${bytes}`, '', ''])
  }

  const tmiParser: { msg: (line: string) => { params: string[] } } = createRequire(import.meta.url)(
    'tmi.js/lib/parser.js',
  )
  const chatFile = join(project, 'node_modules/tinyhelix/dist/src/chat/index.js')
  const { parseIRC }: typeof import('tinyhelix/chat') = await import(/* @vite-ignore */ pathToFileURL(chatFile).href)
  let received = 0
  const heard = (text: string) => {
    if (text) received++
  }
  const close = () => {}
  const ways = new Map<string, () => Promise<{ take: Take; close: () => void }>>([
    [limit, async () => ({ take: line => heard(tmiParser.msg(line).params[1] ?? ''), close })],
    [
      '`@twurple/chat`, `parseTwitchMessage`',
      async () => ({ take: line => heard(parseTwitchMessage(line).command), close }),
    ],
    ['`parseIRC`', async () => ({ take: line => heard(parseIRC(line).trailing ?? ''), close })],
    [
      '`tmi.js`, to a handler',
      async () => {
        const client = new Client({ channels: ['ada'], options: { skipMembership: true } })
        client.on('message', (_, __, text) => heard(text))
        return { take: line => Reflect.get(client, '_onMessage').call(client, { data: `${line}\r\n` }), close }
      },
    ],
    ['`anonymousChat`, to a handler', () => openChat(project, heard)],
  ])
  const times = new Map([...ways].map(([name]) => [name, [] as number[]]))
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, open] of shuffled([...ways])) {
      const { take, close } = await open()
      collectGarbage()
      received = 0
      const begun = process.cpuUsage()
      for (const line of lines) take(line)
      const { user, system } = process.cpuUsage(begun)
      close()
      if (received !== count) throw new Error(`${name} delivered ${received} of ${count} lines.`)
      if (round) times.get(name)?.push(user + system)
    }
  }
  const base = times.get(limit) ?? []
  const rows = [...times].map(([name, found]) => {
    const ratios = found.map((time, round) => time / (base[round] ?? Number.NaN))
    const [low, middle, high] = [0.1, 0.5, 0.9].map(part => quantile(ratios, part).toFixed(2))
    const rate = (count / median(found)) * 1_000_000
    return [name, '', (Math.round(rate / 100) * 100).toLocaleString('en'), `${middle} (${low}–${high})`]
  })
  return markdownTable(['chat', 'bytes', 'lines a second', 'time, ratio'], [...sizes, ...rows])
}
