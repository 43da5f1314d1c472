import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getExtensionSecrets } from 'tinyhelix'
import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
import { afterEach, expect, it, vi } from 'vitest'
import { runCommand } from '../../src/testing/node/fakeCommand.ts'

const nothing = async () => {}
let stop = nothing
afterEach(async () => {
  await stop()
  stop = nothing
})

/** Runs a command that serves. */
async function serve(...words: string[]) {
  const { text, served } = await runCommand(['fake', '--port', '0', ...words])
  if (!served) throw new Error(text)
  stop = served.close
  return { text, served }
}

it('the command prints its address and what a page needs', async () => {
  const { text, served } = await serve()
  const { port } = new URL(served.url)
  expect(text).toContain(`Fake Twitch: http://127.0.0.1:${port}\n`)
  expect(text).toContain(`
    import { createClient, implicitGrant } from 'tinyhelix'

    const client = createClient({
      auth: implicitGrant({ clientId: 'tinyhelix-demo' }),
      baseURL: 'http://127.0.0.1:${port}/helix',
      authURL: 'http://127.0.0.1:${port}/oauth2',
      eventSubURL: 'ws://127.0.0.1:${port}/ws',
    })
`)
  expect((await fetch(served.url)).status).toBe(200)
})

const authorize = (url: string, client_id: string, redirect_uri: string) =>
  fetch(`${url}/oauth2/authorize?${new URLSearchParams({ client_id, redirect_uri, response_type: 'token' })}`)

it('--client-id registers an application', async () => {
  const { text, served } = await serve('--client-id', 'mine')
  expect(text).toContain("clientId: 'mine'")
  expect((await authorize(served.url, 'mine', 'http://localhost:5173/')).status).toBe(200)
  expect((await authorize(served.url, 'mine', 'https://page.example/')).status).toBe(400)
  expect((await authorize(served.url, 'other', 'http://localhost:5173/')).status).toBe(400)
})

it('--redirect registers redirect addresses in place of the default', async () => {
  const { served } = await serve('--redirect', 'https://a.example/', '--redirect', 'https://b.example/x')
  const statuses = ['https://a.example/', 'https://b.example/x', 'http://localhost:5173/'].map(
    async uri => (await authorize(served.url, 'tinyhelix-demo', uri)).status,
  )
  expect(await Promise.all(statuses)).toEqual([200, 200, 400])
})

it('another seed makes another world', async () => {
  const logins = async (seed: string) => {
    const { served } = await serve('--seed', seed)
    const logins = [1100, 1101, 1102].map(id => served.fake.user(`${id}`).login)
    await served.close()
    stop = nothing
    return logins
  }
  expect(await logins('7')).toEqual(await logins('7'))
  expect(await logins('7')).not.toEqual(await logins('8'))
})

/** A file that is gone after the test. */
async function fileWith(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'))
  const file = join(folder, 'stream.jsonl')
  await writeFile(file, text)
  const before = stop
  stop = async () => {
    await before()
    await rm(folder, { recursive: true })
  }
  return file
}

const followAt = (second: number, user_id: string) =>
  JSON.stringify({
    at: `2026-03-01T20:00:0${second}Z`,
    type: 'channel.follow',
    version: '2',
    event: { broadcaster_user_id: '1001', user_id },
  })

it('--replay sends a recording once a page subscribes to events', async () => {
  const file = await fileWith(`${followAt(0, '8500')}\n${followAt(9, '8501')}\n`)
  const gone = stop
  const { text, served } = await serve('--replay', file, '--speed', '90')
  stop = async () => {
    await served.close()
    await gone()
  }
  expect(text).toContain(`Replays ${file} as soon as a page subscribes to events: 2 events in 9 s.`)
  const events = createEventSub(served.fake.client())
  const heard: string[] = []
  events.on(channelFollow, {}, ({ user_id }) => heard.push(user_id))
  await vi.waitFor(() => expect(heard).toEqual(['8500', '8501']))
  events.close()
})

it('the error names a broken line of a recording, and the port is free', async () => {
  const file = await fileWith(`${followAt(0, '8500')}\nhello\n`)
  const listen = vi.spyOn(Server.prototype, 'listen')
  await expect(runCommand(['fake', '--port', '0', '--replay', file])).rejects.toMatchObject({
    name: 'UsageError',
    message: `"${file}" cannot be replayed. Line 2 of the recording: it is no JSON object. Each line is one event, as recordEvents writes it.`,
  })
  // Another process could take the port before a second try.
  expect(listen.mock.contexts.map(server => Object(server).listening)).toEqual([false])
  listen.mockRestore()
})

it('--scene plays scenes one by one', async () => {
  const { served } = await serve('--scene', 'follow', '--scene', 'offline', '--every', '100ms')
  const play = vi.spyOn(served.fake, 'play')
  await vi.waitFor(() =>
    expect(play.mock.calls.map(([name]) => name).slice(0, 3)).toEqual(['follow', 'offline', 'follow']),
  )
})

it.for([[], ['--help'], ['-h'], ['fake', '--help']])('the command prints its help: %s', async words => {
  const { text, served } = await runCommand(words)
  expect(served).toBeNull()
  expect(text).toMatch(/^Usage: npx tinyhelix fake \[options\]\n/)
  for (const option of [
    '--port',
    '--seed',
    '--client-id',
    '--redirect',
    '--scene',
    '--replay',
    '--speed',
    '--extension',
    '--help',
  ])
    expect(text).toContain(option)
})

it.for<readonly [string[], string | RegExp]>([
  [['serve'], 'There is no command "serve". Try: npx tinyhelix fake'],
  [['--port', '1'], 'There is no command "". Try: npx tinyhelix fake'],
  [['fake', 'it'], '"it" belongs to no option. All options: npx tinyhelix --help'],
  [['fake', '--prot', '1'], "Unknown option '--prot'. All options: npx tinyhelix --help"],
  [['fake', '--port'], /^Option '--port <value>' argument missing. All options: npx tinyhelix --help$/],
  [['fake', '--port', 'x'], '--port takes a whole number from 0 to 65535: "x" is none.'],
  [['fake', '--port', '65536'], '--port takes a whole number from 0 to 65535: "65536" is none.'],
  [['fake', '--port', ''], '--port takes a whole number from 0 to 65535: "" is none.'],
  [['fake', '--seed', '1.5'], '--seed takes a whole number from 0 to 4294967295: "1.5" is none.'],
  [['fake', '--speed', '2'], '--speed says how fast a --replay is.'],
  [['fake', '--every', '2s'], '--every says how often a --scene plays.'],
  [['fake', '--scene', 'opera'], /^There is no scene "opera". There are follow, gifts, .*offline.$/],
  [['fake', '--scene', 'raid', '--every', '2'], '--every takes a time such as 500ms, 20s or 2m: "2" is none.'],
  [['fake', '--replay', 'x', '--speed', '0'], '--speed takes a number such as 0.5 or 10: "0" is none.'],
  [['fake', '--replay', '/none/x.jsonl'], '--replay cannot read "/none/x.jsonl": ENOENT.'],
  [
    ['fake', '--extension', 'localhost:5173'],
    '--extension takes a whole address, such as http://localhost:5173/panel.html: "localhost:5173" is none.',
  ],
  [['fake', '--client-id', "'"], 'A client id has letters, digits, "-" and "_" only: "\'".'],
  [
    ['fake', '--redirect', 'localhost:5173'],
    '--redirect takes a whole address, such as http://localhost:5173/: "localhost:5173" is none.',
  ],
])('a wrong argument prints one line: %s', async ([words, message]) => {
  const error = await runCommand(words).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(/^.+$/) })
  expect(Object(error).message).toMatch(message)
})

it('--extension prints the address of the rig’s page', async () => {
  const { text, served } = await serve('--extension', 'http://localhost:5173/panel.html?a=b')
  expect(text).toContain(`${served.url}/extension?url=http%3A%2F%2Flocalhost%3A5173%2Fpanel.html%3Fa%3Db`)
  expect(text).toContain(`${served.url}/twitch-ext.min.js`)
  const [found] = await getExtensionSecrets(served.fake.client({ kind: 'jwt' }), {
    extension_id: served.fake.clientId,
  })
  expect(text).toContain(`the secret ${found?.secrets[0]?.content}\n`)
})

it('the error for a used port says what to do', async () => {
  const { served } = await serve()
  const port = Number(new URL(served.url).port)
  await expect(runCommand(['fake', '--port', `${port}`])).rejects.toMatchObject({
    name: 'UsageError',
    message: `Port ${port} is in use. Choose another one: npx tinyhelix fake --port ${port === 65_535 ? 4000 : port + 1}`,
  })
})
