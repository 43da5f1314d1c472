export type { AnyToken, NoParams } from '../endpoint.ts'
export { atLeastOne, atMostOne, exactlyOne, together } from '../request/rules.ts'
export { listOf } from '../schema/listOf.ts'
export { boolean, exactOptional, optional } from '../schema/object.ts'
export {
  choice,
  id,
  ids,
  integer,
  type OneOrMore,
  type ParameterFacts,
  type ParameterSchema,
  parameter,
  self,
  text,
  time,
} from '../schema/parameters.ts'
export type { FieldSchema, Schema } from '../schema/schema.ts'
export type { Method, Params, ResultKind, Rule } from '../spec.ts'
export { defineEndpoint } from './defineEndpoint.ts'
