import type { Row } from '../eventsub/connection.ts'
import type { Topic } from '../eventsub/machine.ts'
import type { IRCMessage } from './parseIRC.ts'

/** A channel that somebody wants to read. */
export interface Channel extends Row {
  readonly login: string
  /**
   * - `pending`: not read yet
   * - `live`: its lines arrive
   * - `refused`: it cannot be read; the next connection tries again
   */
  status: 'pending' | 'live' | 'refused'
  /** Why it is refused. */
  error: Row['error']
  /** Since when lines may be missing, by Twitch's clock; `null` if none are, or if the page knows. */
  missedSince: string | null
  /** When its `ROOMSTATE` is due, if the socket has been asked to join it. */
  deadline: number
  /** `''` until a line tells it. */
  id: string
  /** As it is shown; its login until a message of the broadcaster's tells it. */
  name: string
  /** The tags of its `ROOMSTATE`, all that came together. */
  settings: IRCMessage['tags']
  /** Login, id and name of people who have written lately, by login. A line that removes messages has only the login. */
  readonly people: Map<string, readonly string[]>
}

/** A channel as tabs name it to each other. */
export const topicOfChannel = (login: string): Topic => ({ type: 'irc', version: '1', condition: { login } })

/** The key of this topic, written out because each line needs it. */
export const keyOfChannel = (login: string): string => `["irc","1",[["login","${login}"]]]`

export const createChannel = (login: string): Channel => ({
  ...topicOfChannel(login),
  login,
  status: 'pending',
  error: null,
  missedSince: null,
  limits: 0,
  deadline: 0,
  id: '',
  name: login,
  settings: {},
  people: new Map(),
})

/** Whether a name is a channel's login, in lower case. */
export const isLogin = (name: unknown): name is string => typeof name === 'string' && /^[a-z\d_]{1,25}$/.test(name)
