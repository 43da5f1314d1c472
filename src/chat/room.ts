import type { EventPerson } from '../eventsub/parts/people.ts'
import type { IRCMessage } from './parseIRC.ts'

/** What is known of a channel that is read. */
export interface Room {
  readonly login: string
  /** `''` until a line tells it. */
  id: string
  /** As it is shown; its login until a message of the broadcaster's tells it. */
  name: string
  /** The tags of its `ROOMSTATE`, all that came together. */
  settings: IRCMessage['tags']
  /** Who has written lately, by login: lines that remove something tell only the login. */
  readonly people: Map<string, EventPerson>
}

export const createRoom = (login: string): Room => ({ login, id: '', name: login, settings: {}, people: new Map() })
