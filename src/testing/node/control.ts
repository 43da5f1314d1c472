import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FakeTwitch, serverOf } from '../fake.ts'
import { type Replay, replayOf } from '../recording/replay.ts'
import type { Playing } from '../scenes/scene.ts'
import { type Onlooker, onlookersOf } from '../wire/eventsub/emit.ts'
import { eventTypeSpecsOf } from '../wire/eventsub/eventTypes.ts'
import { eventSubscriptionsOf } from '../wire/eventsub/subscriptions.ts'
import type { Fault } from '../wire/http/faults.ts'
import type { LoggedRequest } from '../wire/http/requestLog.ts'
import { isObject } from '../wire/readable.ts'
import { tokensOf } from '../wire/tokens.ts'
import { createCalls } from './calls.ts'
import { formOf } from './eventForm.ts'
import { createExtensionRig } from './extensionRig.ts'
import { asHappening, type Happening, pageState } from './pageState.ts'

/** The page that controls a served fake, and what it asks for. */
export interface Control {
  /** Whether this path is its own. */
  readonly isFor: (pathname: string) => boolean
  readonly handle: (request: IncomingMessage, response: ServerResponse, address: URL) => Promise<void>
  /** Says that something may have changed. */
  readonly update: () => void
  readonly close: () => void
}

/** How many happenings a new page is told of, and how many pages may look on at once. */
const remembered = 200
const maxPages = 20

/** Milliseconds between two looks at the fake, which changes by itself too. */
const lookEvery = 500

/** Milliseconds in which happenings are collected: a chat brings fifty a second. */
const tellEvery = 250

/** The most bytes that the page may send. */
const maxBodyBytes = 1_000_000
const maxRecordingBytes = 200_000_000

/** What is wrong with a request, for its sender. */
class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"

/** The rig shows pages of developers. */
const rigPolicy = policy.replace("default-src 'none'", "default-src 'none'; frame-src http: https:")

/** The files that have an address of their own. */
const addresses = new Map([
  ['/', 'index.html'],
  ['/extension', 'extension.html'],
  ['/twitch-ext.min.js', 'twitchExt.js'],
])

const fileTypes = new Map([
  ['html', 'text/html'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
])

/** Where the page's files are, in the sources as in the package. Browsers get them as they are. */
const pageFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../page')

/** The file of the page that is at a path; `null`: none. */
async function pageFile(pathname: string): Promise<{ readonly type: string; readonly text: string } | null> {
  const name = addresses.get(pathname) ?? pathname.replace('/control/', '')
  const type = fileTypes.get(/^\w+\.(\w+)$/.exec(name)?.[1] ?? '')
  const text = type && (await readFile(join(pageFolder, name), 'utf8').catch(() => null))
  return text ? { type, text } : null
}

/** A name that stands for this computer, or an address. A name of others may have been made to lead here. */
const isOwnHost = (host: string | undefined, own: string): boolean => {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase()
  return name === own || name === 'localhost' || /^\d+\.\d+\.\d+\.\d+$/.test(name) || /^\[[\da-f:.]+\]$/.test(name)
}

/** Refuses whatever another page has sent. */
function checkOrigin({ method, headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site']
  const isForeign = headers.origin !== undefined && headers.origin !== `http://${headers.host}`
  if (isForeign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new Refusal(403, 'Only the page of this fake may ask for this.')
  }
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(415, 'Send JSON, with `Content-Type: application/json`.')
  }
}

async function bodyOf(request: IncomingMessage, longest: number): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > longest) throw new Refusal(413, `At most ${longest} bytes may be sent.`)
    chunks.push(bytes)
  }
  let body: unknown
  try {
    body = JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new Refusal(400, 'This is no JSON.')
  }
  if (!isObject(body)) throw new Refusal(400, 'Send a JSON object.')
  return body
}

const textIn = (body: Readonly<Record<string, unknown>>, key: string): string => {
  const value = body[key]
  if (typeof value !== 'string') throw new Refusal(400, `\`${key}\` must be text.`)
  return value
}

const numberIn = (body: Readonly<Record<string, unknown>>, key: string): number | undefined => {
  const value = body[key] ?? undefined
  if (value !== undefined && typeof value !== 'number') throw new Refusal(400, `\`${key}\` must be a number.`)
  return value
}

const isRecording = (value: unknown): value is string | readonly string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every(line => typeof line === 'string'))

const flagIn = (body: Readonly<Record<string, unknown>>, key: string): boolean => {
  const value = body[key]
  if (typeof value !== 'boolean') throw new Refusal(400, `\`${key}\` must be true or false.`)
  return value
}

/** What a fault does, in a few words. */
const inWords = ({ method, path, status, drop, malformed, latency, times }: Fault): string =>
  [
    method ?? 'any method',
    path ?? 'any path',
    '→',
    status ?? (drop ? 'connection lost' : malformed ? 'broken JSON' : latency ? `${latency} ms late` : 'as usual'),
    ...(times === undefined ? [] : [`(${times} times)`]),
  ].join(' ')

/** The fault that a form describes. */
function faultIn(body: Readonly<Record<string, unknown>>): Fault {
  const number = (key: string) => (typeof body[key] === 'number' ? body[key] : undefined)
  const text = (key: string) => (typeof body[key] === 'string' && body[key] !== '' ? body[key] : undefined)
  const drop = text('drop')
  const times = number('times')
  if (drop !== undefined && drop !== 'before' && drop !== 'middle') throw new Refusal(400, '`drop` is unknown.')
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
    throw new Refusal(400, '`times` must be a whole number from 1 on.')
  }
  const latency = number('latency')
  if (latency !== undefined && !(latency >= 0 && latency <= 60_000)) {
    throw new Refusal(400, '`latency` must be from 0 to 60000 milliseconds.')
  }
  return {
    method: text('method'),
    path: text('path'),
    status: number('status'),
    resetIn: number('resetIn'),
    latency,
    drop,
    malformed: body['malformed'] === true || undefined,
    times,
  }
}

/** Makes the controls of a fake that is served at an address. */
export function createControl(fake: FakeTwitch, host: string): Control {
  const { world, faults: inForce, log, scenes } = serverOf(fake)
  const viewers = new Set<ServerResponse>()
  const happenings: Happening[] = []
  const known = new WeakMap<LoggedRequest, { readonly id: number; readonly at: number; status: number }>()
  const faults = new Map<number, { readonly text: string; readonly lift: () => void }>()
  const playing = new Map<number, Playing>()
  let lastId = 0
  let lastState = ''
  let look: ReturnType<typeof setInterval> | undefined
  let telling: ReturnType<typeof setTimeout> | undefined
  /** What happened since the pages were last told. */
  const untold = new Map<number, Happening>()
  /** The bodies of answers that are not listed yet. */
  const answers = new Map<LoggedRequest, string>()

  const tell = (name: string, data: unknown, to: Iterable<ServerResponse> = viewers) => {
    const text = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
    for (const viewer of to) if (viewer.writableLength < maxBodyBytes) viewer.write(text)
  }
  /** Puts a happening into the list, in place of what it was before. */
  const list = (happening: Happening) => {
    const at = happenings.findIndex(({ id }) => id === happening.id)
    if (at >= 0) happenings[at] = happening
    else happenings.push(happening)
    if (happenings.length > remembered) happenings.shift()
    if (viewers.size) untold.set(happening.id, happening)
  }
  const note = (title: string, detail = '') =>
    list({ id: ++lastId, at: world.now(), title, status: null, detail, answer: '' })

  /** Says soon that something may have changed. */
  const update = () => {
    // At once: what is secret now may be forgotten later.
    lookAtRequests()
    telling ??= setTimeout(tellAll, tellEvery)
  }
  /** Looks which requests are new, or have been answered since. */
  const lookAtRequests = () => {
    for (const request of fake.requests.slice(-remembered)) {
      const before = known.get(request)
      if (before?.status === request.status) continue
      const entry = before ?? { id: ++lastId, at: world.now(), status: request.status }
      entry.status = request.status
      known.set(request, entry)
      list({ ...asHappening(fake, request, answers.get(request)), id: entry.id, at: entry.at })
    }
    answers.clear()
  }
  const tellAll = () => {
    clearTimeout(telling)
    telling = undefined
    lookAtRequests()
    if (untold.size) tell('happening', [...untold.values()])
    untold.clear()
    if (!viewers.size) return
    const state = stateNow()
    const text = JSON.stringify(state)
    if (text === lastState) {
      if (state.replay?.isPlaying) tell('position', positionNow())
      return
    }
    lastState = text
    tell('state', state)
    tell('position', positionNow())
  }
  const positionNow = () => replayOf(world).current?.replay.position ?? 0
  const stateNow = () => {
    for (const [id, { lift }] of faults) if (!inForce.isInForce(lift)) faults.delete(id)
    return pageState(
      fake,
      [...faults].map(([id, { text }]) => ({ id, text })),
    )
  }

  const specIn = (type: string, version: string) => {
    const spec = eventTypeSpecsOf(world).find(spec => spec.type === type && spec.version === version)
    if (!spec) throw new Refusal(404, `There is no type ${type} of version ${version}.`)
    return spec
  }
  const personIn = (login: string) => {
    try {
      return fake.user(login)
    } catch (error) {
      throw new Refusal(404, Object(error).message)
    }
  }
  /** How many subscriptions are about a channel. */
  const subscriptionsTo = (channelId: string) =>
    eventSubscriptionsOf(world).filter(
      ({ row }) => row.status === 'enabled' && Object.values(row.condition).includes(channelId),
    ).length
  const calls = createCalls(fake)
  const rig = createExtensionRig(fake)
  const addFault = (fault: Fault) => {
    const id = ++lastId
    faults.set(id, { text: inWords(fault), lift: fake.fail(fault) })
    return { id }
  }
  const stopScenes = () => {
    for (const { stop } of playing.values()) stop()
  }
  /** The replay with an id, if it is not over yet; without an id, the one that there is. */
  const replayWith = (id: unknown): Replay | undefined => {
    const { current } = replayOf(world)
    return id === undefined || id === current?.id ? current?.replay : undefined
  }
  const heard = (count: number) => (count === 1 ? '1 subscription' : `${count} subscriptions`)

  const lookAt: Onlooker = ({ type }, event, count) => {
    note(`${type} → ${heard(count)}`, JSON.stringify(event, null, 2))
    update()
  }
  onlookersOf(world).add(lookAt)
  log.onAnswer = (entry, body) => {
    answers.set(entry, body)
    update()
  }

  /** What the page can do, by the last part of the path; what is returned is its answer. */
  const actions: Readonly<Record<string, (body: Record<string, unknown>) => object | Promise<object>>> = {
    call: async ({ name, args }) => {
      const call = Object.hasOwn(calls, `${name}`) ? calls[`${name}`] : undefined
      if (!call || !Array.isArray(args)) throw new Refusal(404, `There is no call ${name} with a list of \`args\`.`)
      return { value: await call(args) }
    },
    emit: body => {
      const { event, options } = body
      const spec = specIn(textIn(body, 'type'), textIn(body, 'version'))
      return { count: fake.emit<unknown, unknown>({ spec }, event, { world: Object(options).world !== false }) }
    },
    scene: body => {
      const scene = scenes.find(({ name }) => name === textIn(body, 'name'))
      if (!scene) throw new Refusal(404, 'There is no such scene.')
      const one = fake.play(scene.name, { channel: personIn(textIn(body, 'user')).login })
      const id = ++lastId
      playing.set(id, one)
      one.finished
        .catch((error: unknown) => note(`The scene ${scene.name} broke off`, Object(error).message))
        .finally(() => playing.delete(id))
      return { id, count: subscriptionsTo(personIn(textIn(body, 'user')).id) }
    },
    ended: async body => {
      await playing.get(Number(body['id']))?.finished
      return {}
    },
    replay: ({ recording, ...given }) => {
      if (!isRecording(recording)) throw new Refusal(400, '`recording` must be text, or a list of lines.')
      const options = { speed: numberIn(given, 'speed'), from: numberIn(given, 'from') }
      const { count, duration, finished } = fake.replay(recording, options)
      finished.catch((error: unknown) => note('The replay broke off', Object(error).message))
      return { id: replayOf(world).current?.id, count, duration }
    },
    replayed: async ({ id }) => {
      await replayWith(id)?.finished
      return {}
    },
    timeline: ({ id, does, ...given }) => {
      const replay = replayWith(id)
      const position = numberIn(given, 'position')
      if (does === 'jump') replay?.jump(position ?? 0)
      else if (does === 'play') replay?.play({ speed: numberIn(given, 'speed') })
      else if (does === 'pause') replay?.pause()
      else if (does === 'stop') replay?.stop()
      else if (does !== undefined) throw new Refusal(400, '`does` must be play, pause, jump or stop.')
      return { position: replay?.position ?? 0, isPlaying: replay?.isPlaying ?? false }
    },
    stop: ({ id }) => {
      if (id === undefined) stopScenes()
      else playing.get(Number(id))?.stop()
      return {}
    },
    stream: body => {
      const person = personIn(textIn(body, 'user'))
      const isOnline = flagIn(body, 'isOnline')
      return { count: isOnline ? fake.online(person.login) : fake.offline(person.login) }
    },
    drop: () => ({ count: fake.eventSub.drop() }),
    silence: body => {
      fake.eventSub.silence(flagIn(body, 'isSilent'))
      return {}
    },
    reconnect: body => ({ count: fake.eventSub.reconnect({ broken: flagIn(body, 'broken') }) }),
    repeat: () => ({ count: fake.eventSub.repeat() }),
    close: body => ({ count: fake.eventSub.close(Number(body['code'])) }),
    revoke: body => {
      const spec = specIn(textIn(body, 'type'), textIn(body, 'version'))
      return { count: fake.eventSub.revoke({ spec }, textIn(body, 'status')) }
    },
    disconnect: body => {
      const [id, clientId] = [textIn(body, 'id'), textIn(body, 'clientId')]
      const own = tokensOf(world).all()
      const ended = own.filter(token => token.userId === id && token.clientId === clientId)
      for (const { token } of ended) fake.revoke(token)
      return { count: ended.length }
    },
    fault: body => addFault(faultIn(body)),
    fail: ({ fault, pattern, flags }) => {
      if (!isObject(fault)) throw new Refusal(400, '`fault` must be an object.')
      return addFault({ ...fault, ...(typeof pattern === 'string' && { path: new RegExp(pattern, `${flags ?? ''}`) }) })
    },
    lift: body => {
      const id = Number(body['id'])
      faults.get(id)?.lift()
      faults.delete(id)
      return {}
    },
  }

  const watch = (response: ServerResponse) => {
    if (viewers.size >= maxPages) throw new Refusal(503, 'Too many pages are open.')
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    tellAll()
    const state = stateNow()
    lastState = JSON.stringify(state)
    tell('state', state, [response])
    tell('position', positionNow(), [response])
    tell('happenings', happenings, [response])
    viewers.add(response)
    look ??= setInterval(tellAll, lookEvery)
    response.on('close', () => {
      viewers.delete(response)
      if (viewers.size) return
      clearInterval(look)
      look = undefined
    })
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> => {
    const { method } = request
    const { pathname, searchParams } = address
    if (!isOwnHost(request.headers.host, host)) throw new Refusal(403, `Open this page at ${address.origin}.`)
    const file = await pageFile(pathname)
    const send = (type: string, text: string, status = 200) => {
      const body = Buffer.from(text)
      response.writeHead(status, {
        'content-type': `${type}; charset=utf-8`,
        'content-length': body.length,
        'content-security-policy': pathname === '/extension' ? rigPolicy : policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      response.end(method === 'HEAD' ? undefined : body)
    }
    const isRead = method === 'GET' || method === 'HEAD'
    if (file) {
      if (!isRead) throw new Refusal(405, 'This can be read only.')
      return send(file.type, file.text)
    }
    checkOrigin(request)
    const json = (value: unknown) => send('application/json', JSON.stringify(value))
    if (isRead && pathname === '/control/watch') return watch(response)
    if (isRead && pathname === '/control/extension-events') return rig.watch(searchParams.get('rig') ?? '', response)
    if (isRead && pathname === '/control/state') return json(stateNow())
    if (isRead && pathname === '/control/form') {
      const spec = specIn(searchParams.get('type') ?? '', searchParams.get('version') ?? '1')
      const person = personIn(searchParams.get('user') ?? 'ada')
      const seed = Number(searchParams.get('seed')) || 0
      return json(formOf({ world, type: spec.type, person, seed }, spec))
    }
    const name = pathname.replace('/control/', '')
    const all = { ...actions, ...rig.actions }
    const act = Object.hasOwn(all, name) ? all[name] : undefined
    if (!act) throw new Refusal(404, 'Nothing is here.')
    if (method !== 'POST') throw new Refusal(405, 'This takes POST.')
    const body = await bodyOf(request, name === 'replay' ? maxRecordingBytes : maxBodyBytes)
    let outcome: object
    try {
      outcome = await act(body)
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal(400, Object(error).message)
    }
    json(outcome)
    update()
  }

  return {
    isFor: pathname => addresses.has(pathname) || pathname.startsWith('/control/'),
    handle: (request, response, address) =>
      answer(request, response, address).catch((error: unknown) => {
        const { status, message } =
          error instanceof Refusal ? error : { status: 500, message: 'This went wrong inside of the fake.' }
        if (response.headersSent) return void response.destroy()
        const body = JSON.stringify({ error: message })
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' }).end(body)
      }),
    update,
    close: () => {
      clearInterval(look)
      clearTimeout(telling)
      onlookersOf(world).delete(lookAt)
      delete log.onAnswer
      stopScenes()
      rig.close()
      replayOf(world).current?.replay.stop()
      for (const viewer of viewers) viewer.destroy()
    },
  }
}
