import type { FakeUser } from './fakeUser.ts'
import { cast } from './names.ts'
import { canBeLogin, channelCount, firstId, population } from './users.ts'

/** They take the places of channels that the fake would invent. */
const maxUsers = channelCount - cast.length

const types: readonly unknown[] = ['', 'affiliate', 'partner']

const isInvented = (id: string): boolean => Number(id) >= firstId && Number(id) < firstId + population

/**
 * Checks the users of your own, and copies them: a caller may change its objects later.
 *
 * @throws {Error} The message names the user and says what is wrong.
 */
export function readUsers(users: readonly FakeUser[]): readonly FakeUser[] {
  if (users.length > maxUsers)
    throw new Error(`A fake has places for ${maxUsers} users of your own, not for ${users.length}.`)
  const logins = new Set(cast.map(({ login }) => login))
  const ids = new Set<string>()
  return users.map(({ login, id, display_name, broadcaster_type = 'affiliate', description }) => {
    if (typeof login !== 'string' || !canBeLogin(login) || login !== login.toLowerCase()) {
      throw new Error(`"${login}" is no login: a login has up to 25 of the characters a-z, 0-9 and _.`)
    }
    if (logins.has(login)) throw new Error(`There is a user ${login} already.`)
    logins.add(login)
    if (id !== undefined) {
      if (!/^[1-9]\d{0,19}$/.test(id)) throw new Error(`The user ${login} has the id "${id}": an id has digits only.`)
      if (ids.has(id) || isInvented(id)) {
        throw new Error(`The user ${login} has the id ${id}, which is taken. Leave it out, or choose another one.`)
      }
      ids.add(id)
    }
    if (!types.includes(broadcaster_type)) {
      throw new Error(
        `The user ${login} has the broadcaster_type "${broadcaster_type}": '', 'affiliate' and 'partner' exist.`,
      )
    }
    for (const [key, text] of Object.entries({ display_name, description })) {
      if (text !== undefined && typeof text !== 'string')
        throw new Error(`The ${key} of the user ${login} must be a text.`)
    }
    return { login, id, display_name, broadcaster_type, description }
  })
}
