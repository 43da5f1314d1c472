import type { FakeTwitchOptions } from './fake.ts'
import { ownScenes } from './scenes/index.ts'
import { readEndpoint } from './wire/helix/ownEndpoint.ts'
import { readUsers } from './world/ownUsers.ts'

/** The custom parts of a fake: see {@link defineFake}. */
export interface FakeConfig extends Pick<FakeTwitchOptions, 'seed' | 'endpoints' | 'eventTypes' | 'users' | 'scenes'> {}

/**
 * Describes your fake in a file of its own, for `npx tinyhelix fake --config tinyhelix.fake.ts` and for the plugin of
 * `tinyhelix/vite`. It returns what it is given, so that editors and the compiler know the keys.
 *
 * @example
 * ```ts
 * // tinyhelix.fake.ts
 * import { defineFake } from 'tinyhelix/testing'
 *
 * export default defineFake({ seed: 2, users: [{ login: 'my_channel' }] })
 * ```
 */
export const defineFake = (config: FakeConfig): FakeConfig => config

/** Reads one key, and throws an error that describes what is wrong with it. */
type Reader = (value: unknown) => unknown

const maxSeed = 0xffff_ffff

function readSeed(seed: unknown): void {
  if (Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= maxSeed) return
  throw new Error(`It must be a whole number from 0 to ${maxSeed}.`)
}

/** Reads a list, entry by entry. */
const listOf =
  (entry: Reader): Reader =>
  list => {
    if (!Array.isArray(list)) throw new Error('It must be an array.')
    for (const one of list) entry(one)
  }

function readEventType(type: unknown): void {
  if (typeof Object(Object(type).spec).type !== 'string') {
    throw new Error('Event types are what defineEventType returned.')
  }
}

/** Checks scenes. Their names must differ from each other and from those of the fake's scenes. */
function readScenes(scenes: unknown): void {
  const names = new Set(ownScenes.map(({ name }) => name))
  listOf(scene => {
    const { name, play } = Object(scene)
    if (typeof name !== 'string' || !name || typeof play !== 'function') {
      throw new Error('A scene is an object with a name and a function play.')
    }
    if (names.has(name)) throw new Error(`There is a scene ${name} already.`)
    names.add(name)
  })(scenes)
}

function readOwnUsers(users: unknown): void {
  listOf(user => {
    if (typeof user !== 'object' || user === null) throw new Error('A user is an object with a login.')
  })(users)
  readUsers(Object(users))
}

const keys: Readonly<Record<keyof FakeConfig, Reader>> = {
  seed: readSeed,
  endpoints: listOf(endpoint => readEndpoint(Object(endpoint))),
  eventTypes: listOf(readEventType),
  users: readOwnUsers,
  scenes: readScenes,
}

/**
 * Checks the export of a file or the options of a plugin.
 *
 * @param name - What to call it in messages.
 * @throws {Error} The message says what to change.
 */
export function readFakeConfig(given: unknown, name: string): FakeConfig {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Error(`${name} must have a default export: export default defineFake({ … }).`)
  }
  for (const [key, value] of Object.entries(given)) {
    const read: Reader | undefined = Object.hasOwn(keys, key) ? Object(keys)[key] : undefined
    if (!read) throw new Error(`${name} has an unknown key, "${key}". There are ${Object.keys(keys).join(', ')}.`)
    try {
      if (value !== undefined) read(value)
    } catch (error) {
      throw new Error(`${name}, ${key}: ${Object(error).message}`)
    }
  }
  return given
}
