import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { serverOf } from '../fake.ts'
import { type FakeTwitchServer, serveFakeTwitch } from '../node.ts'
import type { Replay } from '../recording/replay.ts'
import { ownScenes } from '../scenes/index.ts'
import type { Playing } from '../scenes/scene.ts'
import { demoApplication } from '../wire/oauth/applications.ts'
import { secretOf } from '../world/extensionSecret.ts'
import { loadFakeConfig } from './loadFakeConfig.ts'
import { UsageError } from './usageError.ts'

const usage = `Usage: npx tinyhelix fake [options]

Serves a fake Twitch for pages in development: the API, signing in, events, and a page that controls them.

  --port <number>      where it listens on this computer (default: 4000; 0: any that is free)
  --seed <number>      another seed makes other people, channels and lists (default: 1)
  --client-id <id>     the application of your page (default: ${demoApplication.id})
  --redirect <url>     where its users may be sent back to, exactly; may be repeated (default: any address on localhost)
  --scene <name>       plays a scene in Ada's channel again and again; may be repeated: one after the other
                       (${ownScenes.map(({ name }) => name).join(', ')})
  --every <time>       how often, such as 500ms, 20s or 2m (default: 20s)
  --replay <file>      replays a recording of recordEvents, as soon as a page subscribes to events
  --speed <number>     how many times as fast as it was (default: 1)
  --extension <url>    the page of your extension, or the folder of its pages, such as http://localhost:5173/: the rig at
                       /extension frames them as Twitch does
  --config <file>      endpoints, events, users and scenes of your own: a file that exports defineFake({ … })
  --help               shows this
`

const options = {
  port: { type: 'string', default: '4000' },
  seed: { type: 'string' },
  'client-id': { type: 'string', default: demoApplication.id },
  redirect: { type: 'string', multiple: true },
  scene: { type: 'string', multiple: true },
  every: { type: 'string' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  extension: { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** The result of a command: the text to print, and the server that runs. */
export interface CommandOutcome {
  readonly text: string
  /** `null`: the command has ended. */
  readonly served: FakeTwitchServer | null
}

/**
 * Runs `tinyhelix` with these arguments.
 *
 * @throws {UsageError} If they make no sense, a file cannot be loaded, or the port is in use.
 */
export async function runCommand(words: readonly string[]): Promise<CommandOutcome> {
  const { values, positionals } = parse(words)
  if (values.help || words.length === 0) return { text: usage, served: null }
  const [command, more] = positionals
  if (command !== 'fake') {
    throw new UsageError(`There is no command "${command ?? ''}". Try: npx tinyhelix fake`)
  }
  if (more !== undefined) throw new UsageError(`"${more}" belongs to no option. ${seeHelp}`)
  const port = numberOf('port', values.port, 65_535)
  const seed = values.seed === undefined ? {} : { seed: numberOf('seed', values.seed, 0xffff_ffff) }
  const { 'client-id': id, redirect: redirectUris } = values
  if (!/^[\w-]+$/.test(id)) throw new UsageError(`A client id has letters, digits, "-" and "_" only: "${id}".`)
  const isAddress = (text: string) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')
  const wrong = redirectUris?.find(uri => !isAddress(uri))
  if (wrong !== undefined) {
    throw new UsageError(`--redirect takes a whole address, such as http://localhost:5173/: "${wrong}" is none.`)
  }
  const { extension } = values
  if (extension !== undefined && !isAddress(extension)) {
    throw new UsageError(
      `--extension takes a whole address, such as http://localhost:5173/panel.html: "${extension}" is none.`,
    )
  }
  const { config } = values.config === undefined ? {} : await loadFakeConfig(values.config, process.cwd())
  const scenes = values.scene ?? []
  const names = [...ownScenes, ...(config?.scenes ?? [])].map(({ name }) => name)
  const unknown = scenes.find(scene => !names.includes(scene))
  if (unknown !== undefined) throw new UsageError(`There is no scene "${unknown}". There are ${names.join(', ')}.`)
  if (values.every !== undefined && !scenes.length) throw new UsageError('--every says how often a --scene plays.')
  const every = timeOf('every', values.every ?? '20s')
  if (values.speed !== undefined && values.replay === undefined) {
    throw new UsageError('--speed says how fast a --replay is.')
  }
  const speed = speedOf('speed', values.speed ?? '1')
  const recording = values.replay === undefined ? null : await readText(values.replay)
  const name = id === demoApplication.id ? demoApplication.name : id
  try {
    const served = await serveFakeTwitch({ port, ...config, ...seed, applications: [{ id, name, redirectUris }] })
    const playing = playingScenes(served, scenes, every)
    const secret = secretOf(serverOf(served.fake).world, id)
    const greetingText = greeting(served) + (extension === undefined ? '' : rigGreeting(served.url, extension, secret))
    if (recording === null) return { text: greetingText, served: playing }
    const { served: replaying, text } = await startReplay(playing, `${values.replay}`, recording, speed)
    return { text: greetingText + text, served: replaying }
  } catch (error) {
    throw Object(error).code === 'EADDRINUSE'
      ? new UsageError(`Port ${port} is in use. Choose another one: npx tinyhelix fake --port ${nextTo(port)}`)
      : Object(error).code === 'EACCES'
        ? new UsageError(`You may not listen at port ${port}. Choose a higher one: npx tinyhelix fake --port 4000`)
        : error
  }
}

const seeHelp = 'All options: npx tinyhelix --help'

const nextTo = (port: number): number => (port < 65_535 ? port + 1 : 4000)

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    const [problem = ''] = `${Object(error).message}`.split(/\.\s|\n/)
    throw new UsageError(`${problem.replace(/\.$/, '')}. ${seeHelp}`)
  }
}

function numberOf(name: string, text: string, most: number): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text)
  throw new UsageError(`--${name} takes a whole number from 0 to ${most}: "${text}" is none.`)
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/** A time in milliseconds, from a tenth of a second to a day. */
function timeOf(name: string, text: string): number {
  const [, count, unit = ''] = /^(\d{1,8})(ms|s|m)$/.exec(text) ?? []
  const time = Number(count) * (units[unit] ?? Number.NaN)
  if (time >= 100 && time <= 86_400_000) return time
  throw new UsageError(`--${name} takes a time such as 500ms, 20s or 2m: "${text}" is none.`)
}

/** A speed from a hundredth to ten thousand times. */
function speedOf(name: string, text: string): number {
  const speed = /^\d{1,5}(\.\d{1,4})?$/.test(text) ? Number(text) : 0
  if (speed >= 0.01 && speed <= 10_000) return speed
  throw new UsageError(`--${name} takes a number such as 0.5 or 10: "${text}" is none.`)
}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(error => {
    throw new UsageError(`--replay cannot read "${file}": ${Object(error).code ?? error}.`)
  })

/** Prepares a replay that begins when a page first subscribes to events, unless it is started earlier. */
async function startReplay(
  served: FakeTwitchServer,
  file: string,
  recording: string,
  speed: number,
): Promise<{ readonly served: FakeTwitchServer; readonly text: string }> {
  const { fake, close } = served
  let replay: Replay
  try {
    replay = fake.replay(recording, { speed })
  } catch (error) {
    await close()
    throw new UsageError(`"${file}" cannot be replayed. ${Object(error).message}`)
  }
  replay.pause()
  replay.finished.catch(() => {})
  const timer = setInterval(() => {
    if (!fake.eventSub.sessions.some(({ subscriptions }) => subscriptions.length > 0)) return
    clearInterval(timer)
    if (!replay.isPlaying) replay.play()
  }, 200)
  const seconds = Math.round(replay.duration / 1000)
  return {
    text: `  Replays ${file} as soon as a page subscribes to events: ${replay.count} events in ${seconds} s. Its timeline is in the page.\n`,
    served: {
      ...served,
      close: () => {
        clearInterval(timer)
        return close()
      },
    },
  }
}

/** Plays scenes one by one until the fake is closed. It waits for a scene that takes longer. */
function playingScenes(served: FakeTwitchServer, scenes: readonly string[], every: number): FakeTwitchServer {
  if (!scenes.length) return served
  let turn = 0
  let playing: Playing | null = null
  const timer = setInterval(() => {
    if (playing) return
    playing = served.fake.play(scenes[turn++ % scenes.length] ?? '')
    playing.finished
      .catch(() => {})
      .finally(() => {
        playing = null
      })
  }, every)
  return {
    ...served,
    close: () => {
      clearInterval(timer)
      playing?.stop()
      return served.close()
    },
  }
}

/**
 * This is not in the line that prints it, because tools that search for imports would take it for an import of this
 * module.
 */
const library = "'tinyhelix'"

const rigGreeting = (url: string, extension: string, secret: string): string => `
  Your extension in its rig: ${url}/extension?url=${encodeURIComponent(extension)}
  In its page, load ${url}/twitch-ext.min.js in place of Twitch's script.
  Your backend verifies its JWTs with the secret ${secret}
`

const greeting = ({ url, network: { baseURL, authURL, eventSubURL }, fake }: FakeTwitchServer): string => `
  Fake Twitch: ${url}
  Open it to see who is signed in and what was asked, and to send events. Ctrl+C ends it.

  In your page:

    import { createClient, implicitGrant } from ${library}

    const client = createClient({
      auth: implicitGrant({ clientId: '${fake.clientId}' }),
      baseURL: '${baseURL}',
      authURL: '${authURL}',
      eventSubURL: '${eventSubURL}',
    })
`
