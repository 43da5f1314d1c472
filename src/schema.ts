import * as v from 'valibot'
import { failure, type HelixIssue } from './errors.ts'

export { array, nullable, nullish, optional, record } from 'valibot'

/** Any text, `''` included: Twitch uses it for "none" in many places. */
export const string: v.GenericSchema<string> = /* @__PURE__ */ v.string()
export const number: v.GenericSchema<number> = /* @__PURE__ */ v.number()
export const boolean: v.GenericSchema<boolean> = /* @__PURE__ */ v.boolean()
/** A value that is handed on as it came. */
export const unknown: v.GenericSchema<unknown> = /* @__PURE__ */ v.unknown()

/** One schema for each field of `T`: no more, no fewer, none wider than the field's type. */
export type Fields<T> = { readonly [Key in keyof T]-?: v.GenericSchema<T[Key]> }

/** The schema of an object, held to its interface by the compiler. Fields that it does not name are let through. */
export const object = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(fields: Fields<T>): v.GenericSchema<T> =>
  // valibot cannot know that `fields` describe exactly `T`; the parameter's type has just made sure of it.
  v.object(fields as v.ObjectEntries) as unknown as v.GenericSchema<T>

/** A field of an answer that is not what its type says. */
export interface Mismatch extends HelixIssue {
  readonly endpoint: string
}

/** How answers are checked: tell the developer, refuse the answer, or not at all. */
export type Validate = 'report' | 'throw' | 'off'

/** Checks rows of an answer; `place` is where they stand in it. */
export type CheckRows = (endpoint: string, schema: v.GenericSchema, rows: readonly unknown[], place: string) => void

/** What valibot found, place by place. */
export const describeIssues = (issues: readonly v.BaseIssue<unknown>[] = []): HelixIssue[] =>
  issues.map(issue => ({
    path: `${v.getDotPath(issue)}`,
    message: issue.message.replace(/^Invalid.*?: /, '').slice(0, 200),
  }))

/** Makes the check that one client uses for its answers. */
export function createCheck(validate: Validate, onMismatch?: (mismatch: Mismatch) => void): CheckRows {
  const told = new Set<string>()
  let turn = 0

  return (endpoint, schema, rows, place) => {
    if (validate === 'off') return
    const issues: HelixIssue[] = []
    // Up to 16 rows spread over the answer, starting at another row each time.
    const step = validate === 'throw' ? 1 : Math.ceil(rows.length / 16) || 1
    for (let index = turn++ % step; index < rows.length; index += step) {
      for (const issue of describeIssues(schema['~run']({ value: rows[index] }, {}).issues)) {
        issues.push({ ...issue, path: `${place}.${index}.${issue.path}` })
      }
    }
    for (const issue of issues) {
      const { path, message } = issue
      const error = failure('schema', endpoint, `answered otherwise than documented. ${path}: ${message}.`, { issues })
      if (validate === 'throw') throw error
      const key = endpoint + path.replace(/\d+/g, '')
      if (onMismatch) onMismatch({ endpoint, ...issue })
      else if (!told.has(key)) console.warn(error.message)
      told.add(key)
    }
  }
}
