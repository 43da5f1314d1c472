import type { EndpointSpec } from 'tinyhelix'
import { self } from 'tinyhelix/define'

/** The facts in a parameter's schema. */
interface Facts {
  readonly type: string
  readonly min?: number
  readonly choices?: readonly unknown[]
  readonly item?: Facts
  readonly entries?: Readonly<Record<string, Facts>>
}

const isLeftOut = ({ type }: Facts) => /optional|nullish/.test(type)

/** The smallest valid value of a schema. Ids are those of a user of the fake. */
function someValue(schema: Facts): unknown {
  const { type, min = 0, choices, item, entries } = schema
  if (choices) return choices[0]
  if (item) return Array.from({ length: Math.max(min, 1) }, () => someValue(item))
  if (entries) return fewest(entries)
  const values: Readonly<Record<string, unknown>> = {
    text: '1002'.padEnd(min, '0'),
    ids: '1002',
    string: '1002',
    integer: Math.max(min, 1),
    number: Math.max(min, 1),
    boolean: true,
    time: '2026-05-01T00:00:00Z',
  }
  return values[type]
}

const fewest = (schemas: Readonly<Record<string, Facts>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schemas).flatMap(([key, schema]) =>
      schema === self || isLeftOut(schema) ? [] : [[key, someValue(schema)]],
    ),
  )

/** Parameters of a call for an endpoint outside the tables: the fewest, from its schemas. */
export const someParams = ({ params }: EndpointSpec): Record<string, unknown> => fewest(params)
