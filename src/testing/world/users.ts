import type { User } from '../../endpoints/users/user.ts'
import type { FakeUser } from './fakeUser.ts'
import { cast, firstHalves, secondHalves } from './names.ts'
import { between, type Filled, hash, pick, share } from './random.ts'
import { day, perWorld, second, timestamp, type World } from './world.ts'

/** An account of the fake. */
export interface Person {
  /** The position among all users, from 0. */
  readonly index: number
  readonly id: string
  readonly login: string
  readonly display_name: string
  readonly broadcaster_type: '' | 'affiliate' | 'partner'
  /** Changed by `updateUser`. */
  description: string
}

/** The number of users. The first thousand have channels. */
export const population = 8000
export const channelCount = 1000
export const firstId = 1001

/** All users of a world. */
export interface Users {
  readonly all: readonly Person[]
  /** The main users and own users, who have known names. */
  readonly named: readonly Person[]
  /** The default user: `ada`, with the id `1001`. */
  readonly main: Person
  readonly byId: (id: string) => Person | undefined
  readonly byLogin: (login: string) => Person | undefined
}

const broadcasterTypes: Filled<Person['broadcaster_type']> = ['affiliate', 'partner', 'affiliate', '']

const capitalized = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const asPerson = (
  index: number,
  {
    login,
    id = `${firstId + index}`,
    display_name = login,
    broadcaster_type = 'affiliate',
    description = '',
  }: FakeUser,
): Person => ({ index, id, login, display_name, broadcaster_type, description })

function makePerson({ seed, users }: World, index: number, taken: Set<string>): Person {
  const own = users[index - cast.length]
  if (own) return asPerson(index, own)
  const known = cast[index]
  const number = hash(seed, 'user', index)
  const first = pick(firstHalves, number)
  const last = pick(secondHalves, number >>> 9)
  const made = `${first}${number % 5 === 0 ? '_' : ''}${last}`
  let login = known?.login ?? (number % 4 === 1 ? made + index : made)
  while (!known && taken.has(login)) login += index
  taken.add(login)
  // A display name is the login in other capitals, or a name in another script.
  const inCapitals = () => capitalized(first) + capitalized(login.slice(first.length))
  return {
    index,
    id: `${firstId + index}`,
    login,
    display_name: known?.display_name ?? (number % 3 || login.includes('_') ? login : inCapitals()),
    broadcaster_type: index === 0 ? 'partner' : index < channelCount ? pick(broadcasterTypes, number >>> 3) : '',
    description: known?.description ?? (number % 3 === 1 ? `${capitalized(first)} things with a ${last}.` : ''),
  }
}

/** The users that a world begins with, and the place of each by id and by login. */
interface Roster {
  readonly key: string
  readonly people: Filled<Person>
  readonly ids: ReadonlyMap<string, number>
  readonly logins: ReadonlyMap<string, number>
}

// Most fakes of a process have the same users, and making thousands takes longer than most tests.
let latest: Roster | undefined

function rosterOf(world: World): Roster {
  const key = JSON.stringify([world.seed, world.users])
  if (latest?.key === key) return latest
  const taken = new Set(world.users.map(({ login }) => login))
  const people: [Person, ...Person[]] = [makePerson(world, 0, taken)]
  for (let index = 1; index < population; index++) people.push(makePerson(world, index, taken))
  latest = {
    key,
    people,
    ids: new Map(people.map(({ id }, index) => [id, index])),
    logins: new Map(people.map(({ login }, index) => [login, index])),
  }
  return latest
}

export const usersOf: (world: World) => Users = perWorld(world => {
  const { people, ids, logins } = rosterOf(world)
  // A world changes the descriptions of its users.
  const main: Person = { ...people[0] }
  const all = [main, ...people.slice(1).map(person => ({ ...person }))]
  return {
    all,
    named: all.slice(0, cast.length + world.users.length),
    main,
    byId: id => all[ids.get(id) ?? -1],
    byLogin: login => all[logins.get(login.toLowerCase()) ?? -1],
  }
})

/** Whether a login is possible at Twitch. */
export const canBeLogin = (login: string): boolean => /^[a-z0-9_]{1,25}$/i.test(login)

/** A user as `/users` shows them to other users. */
export const profileOf = ({ seed, begun, image }: World, person: Person): User => ({
  id: person.id,
  login: person.login,
  display_name: person.display_name,
  type: '',
  broadcaster_type: person.broadcaster_type,
  description: person.description,
  profile_image_url: image(`avatar/${person.id}-300x300.svg`),
  offline_image_url:
    person.index < channelCount && person.index % 3 === 0 ? image(`offline/${person.id}-1920x1080.svg`) : '',
  view_count: 0,
  created_at: timestamp(
    begun - between(200, 4000, seed, person.id, 'created') * day - (hash(person.id) % 86_400) * second,
  ),
})

/** The fields of a user in most rows. */
export const asUser = ({ id, login, display_name }: Person) => ({
  user_id: id,
  user_login: login,
  user_name: display_name,
})

/** The fields of a channel in most rows. */
export const asBroadcaster = ({ id, login, display_name }: Person) => ({
  broadcaster_id: id,
  broadcaster_login: login,
  broadcaster_name: display_name,
})

/** Different users for a purpose, without the channel itself. The same purpose always gets the same users. */
export function somePeople(world: World, count: number, channelId: string, purpose: string): Person[] {
  const { all } = usersOf(world)
  const chosen = new Set<Person>()
  for (let attempt = 0; chosen.size < count && attempt < count * 20; attempt++) {
    const person = all[Math.floor(share(world.seed, purpose, channelId, attempt) * all.length)]
    if (person && person.id !== channelId) chosen.add(person)
  }
  return [...chosen]
}
