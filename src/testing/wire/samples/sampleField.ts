import type { Params } from '../../../spec.ts'
import type { Person } from '../../world/users.ts'
import type { World } from '../../world/world.ts'

/** What a row is made up from. */
export interface SampleRow {
  readonly world: World
  /** The row's place in its list, from 0. */
  readonly index: number
  /** What all values of the row depend on: the same facts make the same row. */
  readonly seed: readonly (string | number)[]
  /** What the request names, each parameter with the value that is this row's. */
  readonly given: Params
  /** Whose token it is. */
  readonly viewer: Person | null
}

/** What a value is made up from. */
export interface SampleField extends SampleRow {
  /** The field's name; inside a list the list's own, as one of its items. */
  readonly name: string
  /** The names of all fields of the same object. */
  readonly siblings: readonly string[]
}
