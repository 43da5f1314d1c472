import { type HelixIssue, mismatch, type Named, nameOf } from '../errors.ts'
import { issuesOf, type Schema } from './schema.ts'

/** A field of an answer that is not what its type says. */
export interface Mismatch extends HelixIssue {
  readonly endpoint: string
}

/** How answers are checked: tell the developer, refuse the answer, or not at all. */
export type Validate = 'report' | 'throw' | 'off'

/** Checks a part of an answer, row by row if it is a list; `place` is where it stands. */
export type CheckRows = (called: Named, schema: Schema | undefined, part: object, place: string) => void

/** What is done about fields that are not as documented. */
export interface CheckSettings {
  /** How answers are checked. @defaultValue `'report'` */
  readonly validate?: Validate | undefined
  /** Told of each field that is not as documented. @defaultValue a `console.warn`, once per endpoint and field */
  readonly onMismatch?: ((mismatch: Mismatch) => void) | undefined
}

/** Makes the check that one client uses for its answers. */
export function createCheck({ validate, onMismatch }: CheckSettings): CheckRows {
  const counts: Record<string, number> = {}
  /** How often this has come up, this time included. */
  const count = (what: string) => {
    const times = (counts[what] ?? 0) + 1
    counts[what] = times
    return times
  }

  return (called, schema, part, place) => {
    if (!schema || validate === 'off') return
    const isList = Array.isArray(part)
    const rows: readonly unknown[] = isList ? part : [part]
    const endpoint = nameOf(called)
    const isStrict = validate === 'throw'
    const problem = (issues: HelixIssue[]) => mismatch('schema', called, 'answered otherwise than documented', issues)
    // Up to 16 rows spread over the answer, starting at another row each time.
    const step = isStrict ? 1 : Math.ceil(rows.length / 16)
    const issues: HelixIssue[] = []
    for (let index = count(endpoint + place) % step; index < rows.length; index += step) {
      issues.push(...issuesOf(schema, rows[index], isList ? `${place}.${index}` : place))
    }
    if (isStrict && issues.length) throw problem(issues)
    for (const issue of issues) {
      if (onMismatch) onMismatch({ endpoint, ...issue })
      else if (count(endpoint + issue.path.replace(/\.\d+\./g, '.')) < 2) console.warn(problem([issue]).message)
    }
  }
}
