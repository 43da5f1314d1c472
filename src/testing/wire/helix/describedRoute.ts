import { issuesOf, type Schema } from '../../../schema/schema.ts'
import type { EndpointSpec, Params } from '../../../spec.ts'
import { usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { bare, isReadable } from '../readable.ts'
import { sampleOf } from '../samples/sampleOf.ts'
import { paged, slice } from './paging.ts'
import { refuse } from './refusal.ts'
import { data, envelope, type HelixResponse, noContent, object, one, text } from './response.ts'
import type { Call, Route } from './route.ts'

/** The answer of an endpoint, in place of generated rows. */
export interface Samples {
  /** A row, or rows for an endpoint that has several. */
  readonly sample?: unknown
  /** The other fields of a page. */
  readonly extra?: unknown
}

/** The number of rows of a list. */
const listLength = 3

/** The number of pages of a list. The last one is not full. */
const pageCount = 2.5

/** Answers an endpoint from its description alone: rows made from the schema of a row, or the samples given. */
export const describedRoute = (spec: EndpointSpec, samples: Samples = {}): Route => ({
  spec,
  run: call => respond(call, samples),
})

/** Returns why an endpoint cannot be answered from its description, or `null` if it can. */
export function problemOf(spec: EndpointSpec, samples: Samples, world: World): string | null {
  if (spec.result === 'void' || spec.result === 'text') return null
  const call: RowCall = { spec, world, params: {}, viewer: usersOf(world).main }
  const rows = samples.sample === undefined ? [makeRow(call, { index: 0, given: {} })] : sampleRows(samples)
  const problem = rows.map(row => misfit(spec, spec.item, row, samples.sample)).find(found => found !== null)
  return problem ?? (spec.extra ? misfit(spec, spec.extra, makeExtra(call, samples, 1), samples.extra, 'extra') : null)
}

type RowCall = Pick<Call, 'spec' | 'world' | 'params' | 'viewer'>

/** A row to generate. */
interface RowPlan {
  readonly index: number
  /** The request's parameters, each with its value for this row. */
  readonly given: Params
}

const sampleRows = ({ sample }: Samples): readonly unknown[] => (Array.isArray(sample) ? sample : [sample])

function respond(call: Call, samples: Samples): HelixResponse<unknown> {
  const { spec, params } = call
  checkPeople(call)
  if (spec.result === 'void') return noContent
  if (spec.result === 'text') return text(`What ${spec.method} ${spec.path} answers.`, 'text/plain; charset=utf-8')
  const isGiven = samples.sample !== undefined
  const rowOf = (row: unknown) => checked(spec, spec.item, row, samples.sample)
  const makers = isGiven
    ? sampleRows(samples).map(row => () => rowOf(row))
    : planRows(call).map(plan => () => rowOf(makeRow(call, plan)))
  const [first] = makers
  switch (spec.result) {
    case 'object':
      return first ? object(first()) : refuse(404)
    case 'envelope':
      return first ? envelope(first()) : refuse(404)
    case 'one':
    case 'maybe':
      return first ? one(first()) : data([])
    case 'list':
      return data(makers.map(make => make()))
    case 'page': {
      const { rows, pagination } = slice(spec.path, makers, params)
      const made = rows.map(make => make())
      const extra = makeExtra(call, samples, makers.length)
      const beside = spec.extra ? Object(checked(spec, spec.extra, extra, samples.extra, 'extra')) : {}
      if (spec.rows === undefined || spec.rows === 'data') return paged({ rows: made, pagination }, beside)
      return { status: 200, body: { data: { ...beside, [spec.rows]: made }, pagination } }
    }
  }
}

/** Refuses an unknown channel, as other endpoints do. */
function checkPeople({ params: { broadcaster_id }, world }: Call): void {
  if (typeof broadcaster_id === 'string' && !usersOf(world).byId(broadcaster_id)) {
    refuse(400, 'The broadcaster was not found.')
  }
}

/** The parameter that selects rows by their values, if the request has one. */
function wantedKey({ spec, params }: RowCall): string | undefined {
  const fields = bare(spec.item)?.entries ?? {}
  const named = Object.keys(params).filter(key => Object.hasOwn(fields, key))
  return named.find(key => spec.batch?.includes(key)) ?? named.find(key => Array.isArray(params[key]))
}

/** A row for each requested id or name, without unknown users; otherwise a few rows. */
function planRows(call: RowCall): RowPlan[] {
  const { spec, params, world } = call
  const { byId, byLogin } = usersOf(world)
  const plan = (index: number, values: Params): RowPlan => {
    const given = Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value])
    return { index, given: { ...Object.fromEntries(given), ...values } }
  }
  const key = wantedKey(call)
  if (key !== undefined) {
    const values: readonly unknown[] = [params[key]].flat()
    const exists = (value: unknown) =>
      /(^|_)login$/.test(key) ? byLogin(`${value}`) : /^(user|broadcaster)_id$/.test(key) ? byId(`${value}`) : true
    return [...new Set(values)].filter(exists).map((value, index) => plan(index, { [key]: value }))
  }
  const length = spec.result === 'page' ? Math.ceil((spec.maxFirst ?? 20) * pageCount) : listLength
  return Array.from({ length }, (_, index) => plan(index, {}))
}

const makeRow = ({ spec, world, viewer }: RowCall, { index, given }: RowPlan): unknown =>
  spec.item && sampleOf(spec.item, { world, viewer, index, given, seed: [world.seed, spec.path, keyOf(given, index)] })

/** The fact that makes a row different from the next: its id, if it was requested. */
const keyOf = ({ id }: Params, index: number): string | number => (typeof id === 'string' ? id : index)

function makeExtra({ spec, world, viewer }: RowCall, { extra }: Samples, total: number): unknown {
  if (extra !== undefined || !spec.extra) return extra
  const seed = [world.seed, spec.path, 'extra']
  return sampleOf(spec.extra, { world, viewer, index: 0, given: { total }, seed })
}

/** A value that matches its schema. Otherwise the request fails: the fake must not answer with impossible data. */
function checked(spec: EndpointSpec, schema: Schema | undefined, value: unknown, given: unknown, what?: 'extra') {
  const problem = misfit(spec, schema, value, given, what)
  return problem === null ? value : refuse(501, problem)
}

/** Returns why a value must not be sent, or `null` if it may. */
function misfit(
  { method, path }: EndpointSpec,
  schema: Schema | undefined,
  value: unknown,
  given: unknown,
  what: 'sample' | 'extra' = 'sample',
): string | null {
  const [issue] = schema ? issuesOf(schema, value, what) : []
  if (!issue) return null
  const name = `${method} ${path}`
  if (given !== undefined) return `The ${what} of ${name} does not fit its schema: ${issue.path}: ${issue.message}.`
  const reason = isReadable(schema)
    ? `What the fake made up for ${name} does not fit its schema (${issue.path}: ${issue.message})`
    : `The fake cannot read the schema of ${name}, which is one of ${schema?.['~standard'].vendor}`
  const example = what === 'extra' ? '{ endpoint, sample, extra: { … } }' : '{ endpoint, sample: { … } }'
  return `${reason}: register the endpoint with a value of yours, createFakeTwitch({ endpoints: [${example}] }).`
}
