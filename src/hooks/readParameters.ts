import { isObject } from '../request/copyParameters.ts'
import type { Params } from '../spec.ts'

/** What says which parameters there are: an endpoint, or a type of events. */
export interface Described {
  readonly spec: { readonly params: object }
}

/**
 * Returns the parameters of a hook, each as `read` returns it. Those of a class may be getters, such as the fields of
 * Svelte's `$state`, which a spread leaves out. What is no object stays as it is: the call refuses it.
 */
export function readParameters(
  given: unknown,
  { spec }: Described,
  read = (value: unknown) => value,
): Params | null | undefined {
  if (!isObject(given)) return given as null | undefined
  const fields: Record<string, unknown> = {}
  for (const name in { ...given, ...spec.params }) if (name in given) fields[name] = read(given[name])
  return fields
}
