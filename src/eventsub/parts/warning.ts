import { array, type Fields, nullable, string } from '../../schema/object.ts'
import { type EventPerson, person } from './people.ts'

/** A user who is warned. */
export interface EventWarning extends EventPerson {
  /** `null` if none was given. */
  reason: string | null
  /** The chat rules that the user broke; `null` if none were named. */
  chat_rules_cited: string[] | null
}

export const warning: Fields<EventWarning> = {
  ...person,
  reason: nullable(string),
  chat_rules_cited: nullable(array(string)),
}
