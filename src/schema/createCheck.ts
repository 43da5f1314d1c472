import { type HelixIssue, mismatch, type Named, nameOf } from '../errors.ts'
import { issuesOf, mostIssues, type Schema } from './schema.ts'

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
  /**
   * Told of each field that is not as documented, of about a hundred of an answer at the most.
   * @defaultValue a `console.warn`, once per endpoint and field, for a hundred of them
   */
  readonly onMismatch?: ((mismatch: Mismatch) => void) | undefined
}

/** Makes the check that one client uses for its answers. */
export function createCheck({ validate, onMismatch }: CheckSettings): CheckRows {
  /** How many answers of an endpoint were checked. */
  const answers: Record<string, number> = {}
  /** What was warned of. */
  const told = new Set<string>()

  return (called, schema, part, place) => {
    if (!schema || validate === 'off') return
    const isList = Array.isArray(part)
    const rows: readonly unknown[] = isList ? part : [part]
    const endpoint = nameOf(called)
    const isStrict = validate === 'throw'
    const problem = (issues: HelixIssue[]) => mismatch('schema', called, 'answered otherwise than documented', issues)
    // Up to 16 rows spread over the answer, starting at another row each time.
    const step = isStrict ? 1 : Math.ceil(rows.length / 16)
    const answer = (answers[endpoint + place] ?? 0) + 1
    answers[endpoint + place] = answer
    const issues: HelixIssue[] = []
    for (let index = answer % step; index < rows.length && issues.length < mostIssues; index += step) {
      issues.push(...issuesOf(schema, rows[index], isList ? `${place}.${index}` : place))
    }
    if (isStrict && issues.length) throw problem(issues)
    for (const issue of issues) {
      if (onMismatch) onMismatch({ endpoint, ...issue })
      // Keys and places are Twitch's, so there is no end of them.
      else if (
        told.size < mostIssues &&
        told.size < told.add(endpoint + issue.path.replace(/\.\d+(?=\.|$)/g, '')).size
      ) {
        console.warn(problem([issue]).message)
      }
    }
  }
}
