import type { Params } from '../../../spec.ts'
import type { Person } from '../../world/users.ts'
import type { World } from '../../world/world.ts'

/** The input of a generated row. */
export interface SampleRow {
  readonly world: World
  /** The position of the row in its list, from 0. */
  readonly index: number
  /** The facts that all values of the row depend on: equal facts generate equal rows. */
  readonly seed: readonly (string | number)[]
  /** The parameters of the request, each with its value for this row. */
  readonly given: Params
  /** The user of the token. */
  readonly viewer: Person | null
}

/** The input of a generated value. */
export interface SampleField extends SampleRow {
  /** The name of the field, or of its list for an item. */
  readonly name: string
  /** The names of all fields of the same object. */
  readonly siblings: readonly string[]
}
