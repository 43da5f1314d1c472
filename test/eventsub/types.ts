import type { EventType, EventTypeSpec } from 'tinyhelix/eventsub'
import * as eventsub from 'tinyhelix/eventsub'

const isType = (value: unknown): value is EventType<unknown, unknown> => Boolean(Object(Object(value).spec).event)

/** The descriptions of all types by export name. */
export const specs: ReadonlyMap<string, EventTypeSpec> = new Map(
  Object.entries(eventsub).flatMap(([name, value]) => (isType(value) ? [[name, value.spec]] : [])),
)

export function specOf(name: string): EventTypeSpec {
  const spec = specs.get(name)
  if (spec) return spec
  throw new Error(`There is no type of events ${name}.`)
}

/** The problems that a schema finds in a value: paths and messages, one on each line. */
export function problemsOf(name: string, event: unknown): string[] {
  const result = specOf(name).event['~standard'].validate(event)
  if ('then' in result) throw new Error('The schema does not answer at once.')
  return (result.issues ?? []).map(({ path = [], message }) => {
    const keys = path.map(step => (typeof step === 'object' ? step.key : step))
    return `${keys.join('.')}: ${message}`
  })
}
