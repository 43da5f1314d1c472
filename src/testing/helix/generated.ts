import type { EndpointSpec } from '../../endpoint.ts'
import { type Answer, data, envelope, noContent, object, one, text } from './answer.ts'
import { invent } from './invent.ts'
import { paged, slice } from './paging.ts'
import type { Call, Route } from './route.ts'

/** How many rows a made-up list has: more than one page of the usual size. */
const listLength = 45

/** Answers an endpoint that no family answers: with rows made up from its schema, always the same for the same request. */
export const generated = (spec: EndpointSpec): Route => ({ spec, run: call => answerFrom(spec, call) })

function answerFrom(spec: EndpointSpec, call: Call): Answer<unknown> {
  const { kind, item, rows = 'data', batch } = spec
  const row = (index: number) => (item ? invent(item, '', { call, index }) : {})
  switch (kind) {
    case 'void':
      return noContent
    case 'text':
      return text('', 'text/plain')
    case 'one':
    case 'maybe':
      return one(row(0))
    case 'object':
      return object(row(0))
    case 'envelope':
      return envelope(row(0))
    case 'list': {
      const wanted = batch?.map(key => call.params[key]).find(Array.isArray)
      return data(Array.from({ length: wanted?.length ?? 5 }, (_, index) => row(index)))
    }
    case 'page': {
      const all = Array.from({ length: listLength }, (_, index) => index)
      const cut = slice(spec.path, all, call.params)
      const made = cut.rows.map(row)
      const beside = spec.extra ? invent(spec.extra, '', { call, index: 0 }) : {}
      const fields = typeof beside === 'object' && beside !== null ? beside : {}
      if (rows === 'data')
        return paged({ ...cut, rows: made }, { ...fields, ...('total' in fields && { total: listLength }) })
      return { status: 200, body: { data: { ...fields, [rows]: made }, pagination: cut.pagination } }
    }
  }
}
