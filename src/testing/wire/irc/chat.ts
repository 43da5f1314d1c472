import type { EventTypeSpec } from '../../../eventsub/eventType.ts'
import { usersOf } from '../../world/users.ts'
import { perWorld, second, type World } from '../../world/world.ts'
import type { Connection, Peer } from '../eventsub/sessions.ts'
import {
  clearedLine,
  deletedLine,
  type Line,
  messageLine,
  noticeLine,
  roomLine,
  type Settings,
  server,
  settingsTags,
  userClearedLine,
  writeLine,
} from './lines.ts'

/** A client of the chat. */
interface Client {
  readonly connection: Connection
  nick: string | null
  readonly capabilities: Set<string>
  readonly channels: Set<string>
  /** The times of recent joins, in milliseconds since 1970. */
  joins: number[]
  ping: ReturnType<typeof setTimeout> | undefined
}

/** The state of a world's chat. While it is silent, no message reaches a client. */
const chatOf = perWorld(() => ({
  clients: new Set<Client>(),
  isSilent: false,
  /** The texts of recent messages by id. A deletion repeats the text. */
  texts: new Map<string, string>(),
  /** The seconds of time-outs that are about to clear messages, by channel and user. */
  timeouts: new Map<string, number>(),
  /** The settings that clients know, by channel. */
  settings: new Map<string, ReturnType<typeof settingsTags>>(),
}))

const known = ['twitch.tv/tags', 'twitch.tv/commands', 'twitch.tv/membership']

/** Commands that only clients with the capability receive. */
const special = /^(CLEARCHAT|CLEARMSG|RECONNECT|ROOMSTATE|USERNOTICE)/

/** The maximum number of joins in ten seconds. */
const maxJoins = 20

/** The maximum length of remembered texts. */
const maxTexts = 1000

function send(world: World, client: Client, line: Line): void {
  if (chatOf(world).isSilent) return
  if (special.test(line.command) && !client.capabilities.has('twitch.tv/commands')) return
  client.connection.send(writeLine(line, client.capabilities.has('twitch.tv/tags')))
}

const say = (world: World, client: Client, command: string, trailing: string | null = null, prefix = server): void =>
  send(world, client, { tags: {}, prefix, command, trailing })

/** Pings a client, and ends the connection if it does not answer. */
function keepAlive(world: World, client: Client): void {
  clearTimeout(client.ping)
  client.ping = setTimeout(() => {
    if (!chatOf(world).isSilent) client.connection.send(`PING :${server}\r\n`)
    client.ping = setTimeout(() => drop(world, client), 10 * second)
  }, 300 * second)
}

function leave(world: World, client: Client): void {
  clearTimeout(client.ping)
  chatOf(world).clients.delete(client)
}

function drop(world: World, client: Client): void {
  leave(world, client)
  client.connection.drop()
}

/** Accepts a connection to the chat's address. */
export function connectChat(world: World, connection: Connection, settingsOf: (channelId: string) => Settings): Peer {
  const { clients } = chatOf(world)
  const client: Client = {
    connection,
    nick: null,
    capabilities: new Set(),
    channels: new Set(),
    joins: [],
    ping: undefined,
  }
  clients.add(client)
  keepAlive(world, client)

  const join = (name: string) => {
    const { nick, channels } = client
    const login = name.replace(/^#/, '').toLowerCase()
    const person = usersOf(world).byLogin(login)
    const time = world.now()
    client.joins = client.joins.filter(at => at > time - 10 * second)
    // Twitch sends no error for such a channel, and does not join it.
    if (!nick || client.joins.length >= maxJoins) return
    client.joins.push(time)
    if (!person) return
    channels.add(login)
    say(world, client, `JOIN #${login}`, null, `${nick}!${nick}@${nick}.${server}`)
    say(world, client, `353 ${nick} = #${login}`, nick, `${nick}.${server}`)
    say(world, client, `366 ${nick} #${login}`, 'End of /NAMES list', `${nick}.${server}`)
    const tags = settingsTags(settingsOf(person.id))
    chatOf(world).settings.set(person.id, tags)
    send(world, client, roomLine(person.id, login, tags))
  }

  const register = (nick: string) => {
    if (client.nick !== null) return
    if (!/^justinfan\d+$/.test(nick)) {
      say(world, client, 'NOTICE *', 'Login authentication failed')
      leave(world, client)
      connection.close(1000, '')
      return
    }
    client.nick = nick
    const welcome: readonly [number: string, text: string][] = [
      ['001', 'Welcome, GLHF!'],
      ['002', `Your host is ${server}`],
      ['003', 'This server is rather new'],
      ['004', '-'],
      ['375', '-'],
      ['372', 'You are in a maze of twisty passages, all alike.'],
      ['376', '>'],
    ]
    for (const [number, text] of welcome) say(world, client, `${number} ${nick}`, text)
  }

  const obey = (line: string) => {
    const [, command = '', rest = ''] = /^(?:@\S+ +)?(?::\S+ +)?(\S+) *(.*)$/.exec(line) ?? []
    const text = rest.replace(/^.*?(^|\s):/, '')
    switch (command.toUpperCase()) {
      case 'CAP': {
        if (!/^REQ\b/i.test(rest)) break
        const wanted = text.split(/\s+/).filter(Boolean)
        const isGood = wanted.every(name => known.includes(name))
        if (isGood) for (const name of wanted) client.capabilities.add(name)
        say(world, client, `CAP * ${isGood ? 'ACK' : 'NAK'}`, text)
        break
      }
      // Twitch does not check the password of an anonymous user.
      case 'PASS':
      case 'PONG':
      case 'PRIVMSG':
        break
      case 'NICK':
        register(rest.replace(/^:/, '').toLowerCase())
        break
      case 'JOIN':
        for (const name of rest.split(',')) join(name.trim())
        break
      case 'PART':
        for (const name of rest.split(',')) {
          const login = name.trim().replace(/^#/, '').toLowerCase()
          if (client.channels.delete(login)) {
            say(world, client, `PART #${login}`, null, `${client.nick}!${client.nick}@${client.nick}.${server}`)
          }
        }
        break
      case 'PING':
        say(world, client, `PONG ${server}`, text)
        break
      case 'QUIT':
        leave(world, client)
        connection.close(1000, '')
        break
      default:
        if (command) say(world, client, `421 ${client.nick ?? '*'} ${command}`, 'Unknown command')
    }
  }

  const isSilent = () => chatOf(world).isSilent
  const gone = () => leave(world, client)
  return {
    sent: text => {
      if (isSilent() || !clients.has(client)) return
      keepAlive(world, client)
      for (const line of text.split(/[\r\n]+/)) if (line) obey(line)
    },
    closed: gone,
    lost: gone,
    unanswered: () => drop(world, client),
    isSilent,
  }
}

/** The event of a type, which has been checked against its schema. */
type TellLine = (event: never, now: number, world: World) => Line | null

/** The types that IRC reports, and their lines. */
const tellers: Readonly<Record<string, TellLine | undefined>> = {
  'channel.chat.message': messageLine,
  'channel.chat.notification': noticeLine,
  'channel.chat.message_delete': (event: Parameters<typeof deletedLine>[0], now, world) =>
    deletedLine(event, now, chatOf(world).texts.get(event.message_id) ?? ''),
  'channel.chat.clear_user_messages': (event: Parameters<typeof userClearedLine>[0], now, world) => {
    const { timeouts } = chatOf(world)
    const key = `${event.broadcaster_user_id} ${event.target_user_id}`
    const seconds = timeouts.get(key) ?? null
    timeouts.delete(key)
    return userClearedLine(event, now, seconds)
  },
  'channel.chat.clear': clearedLine,
  'channel.chat_settings.update': (
    event: Settings & { readonly broadcaster_user_id: string; readonly broadcaster_user_login: string },
    _,
    world,
  ) => {
    const { settings } = chatOf(world)
    const { broadcaster_user_id: id, broadcaster_user_login: login } = event
    const before = settings.get(id)
    const tags = settingsTags(event)
    settings.set(id, tags)
    // Only changed settings are sent.
    const changed = Object.entries(tags).filter(([name, value]) => before?.[name] !== value)
    return changed.length ? roomLine(id, login, Object.fromEntries(changed)) : null
  },
}

/** Sends an event to the clients in its channel. */
export function tellChat(
  world: World,
  { type, version }: EventTypeSpec,
  event: Readonly<Record<string, unknown>>,
): void {
  const { clients, texts, timeouts } = chatOf(world)
  if (type === 'channel.ban' && typeof event['ends_at'] === 'string') {
    const seconds = Math.round((Date.parse(event['ends_at']) - Date.parse(`${event['banned_at']}`)) / second)
    timeouts.set(`${event['broadcaster_user_id']} ${event['user_id']}`, seconds)
  }
  if (version !== '1' || !clients.size) return
  const line = tellers[type]?.(event as never, world.now(), world)
  if (!line) return
  if (type === 'channel.chat.message') {
    texts.set(`${event['message_id']}`, line.trailing ?? '')
    if (texts.size > maxTexts) texts.delete(texts.keys().next().value ?? '')
  }
  for (const client of [...clients]) {
    if (client.channels.has(`${event['broadcaster_user_login']}`)) send(world, client, line)
  }
}

/** A client of the fake's chat. */
export interface IRCClient {
  /** A nick such as `justinfan1234`; `null` before the client has sent it. */
  readonly nick: string | null
  /** The logins of the channels that it has joined. */
  readonly channels: readonly string[]
}

/** Simulates problems of the chat. Each function affects all connections. Returned numbers count the affected ones. */
export interface IRCControls {
  /** The clients, the oldest first. */
  readonly clients: readonly IRCClient[]
  /** Ends every connection without a close frame: pages see code 1006. */
  readonly drop: () => number
  /** Asks every client to connect again. */
  readonly reconnect: () => number
  /** `true`: from now on no message reaches a page, as with a dead connection that looks open. `false` ends this. */
  readonly silence: (isSilent: boolean) => void
  /** Sends a line of your own to every client, such as a `NOTICE`. */
  readonly send: (line: string) => number
}

/** The controls of a world's chat. */
export function createIRCControls(world: World): IRCControls {
  const chat = chatOf(world)
  const each = (act: (client: Client) => void) => {
    const clients = [...chat.clients]
    for (const client of clients) act(client)
    return clients.length
  }
  return {
    get clients() {
      return Array.from(chat.clients, ({ nick, channels }) => ({ nick, channels: [...channels] }))
    },
    drop: () => each(client => drop(world, client)),
    reconnect: () => each(client => say(world, client, 'RECONNECT')),
    silence: isSilent => {
      chat.isSilent = isSilent
    },
    send: line => each(({ connection }) => void (chat.isSilent || connection.send(`${line}\r\n`))),
  }
}
