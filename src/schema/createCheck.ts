import { callSafely } from '../callSafely.ts'
import { type HelixIssue, mismatch, type Named, nameOf } from '../errors.ts'
import { issuesOf, maxIssues, type Schema } from './schema.ts'

/** A field of an answer that does not match its type. */
export interface Mismatch extends HelixIssue {
  readonly endpoint: string
}

/** How answers are checked: report problems to the developer, throw an error, or do not check. */
export type Validate = 'report' | 'throw' | 'off'

/** Checks a part of an answer, row by row if it is a list. `place` is the path of that part. */
export type CheckRows = (called: Named, schema: Schema | undefined, part: object, place: string) => void

/** Options for answers that differ from Twitch's documentation. */
export interface CheckSettings {
  /** How answers are checked. @defaultValue `'report'` */
  readonly validate?: Validate | undefined
  /**
   * Called for each field that differs from the documentation, at most about a hundred times per answer.
   * @defaultValue a `console.warn`, once per endpoint and field, at most a hundred times
   */
  readonly onMismatch?: ((mismatch: Mismatch) => void) | undefined
}

/** Creates the function that checks the answers of one client. */
export function createCheck({ validate, onMismatch }: CheckSettings): CheckRows {
  /** The number of checked answers by endpoint. */
  const answers: Record<string, number> = {}
  /** The fields that were reported. */
  const told = new Set<string>()

  return (called, schema, part, place) => {
    if (!schema || validate === 'off') return
    const isList = Array.isArray(part)
    const rows: readonly unknown[] = isList ? part : [part]
    const endpoint = nameOf(called)
    const isStrict = validate === 'throw'
    const problem = (issues: HelixIssue[]) => mismatch('schema', called, 'answered otherwise than documented', issues)
    // Checks up to 16 rows that are spread over the answer, and starts at another row each time.
    const step = isStrict ? 1 : Math.ceil(rows.length / 16)
    let first = 0
    // Events come in thousands. To look up a name that has just been put together takes longer than to check one.
    if (step > 1) {
      const answer = (answers[endpoint + place] ?? 0) + 1
      answers[endpoint + place] = answer
      first = answer % step
    }
    const issues: HelixIssue[] = []
    for (let index = first; index < rows.length && issues.length < maxIssues; index += step) {
      issues.push(...issuesOf(schema, rows[index], isList ? `${place}.${index}` : place))
    }
    if (isStrict && issues.length) throw problem(issues)
    for (const issue of issues) {
      if (onMismatch) callSafely(onMismatch, { endpoint, ...issue })
      // Keys and paths come from Twitch, so their number has no limit.
      else if (
        told.size < maxIssues &&
        told.size < told.add(endpoint + issue.path.replace(/\.\d+(?=\.|$)/g, '')).size
      ) {
        console.warn(problem([issue]).message)
      }
    }
  }
}
