import { callError, unusable } from './errors.ts'
import { createPaginator, type PagePosition, type Paginator } from './paginator.ts'
import { copyParameters, isObject } from './request/copyParameters.ts'
import { optional } from './schema/object.ts'
import { id, integer } from './schema/parameters.ts'
import type { FieldSchema, Schema } from './schema/schema.ts'
import type { Scope } from './scope.ts'
import type {
  CallOptions,
  EndpointSpec,
  EndpointTypes,
  HelixClient,
  Method,
  OptimisticChange,
  OptimisticUse,
  PagedUse,
  Params,
  ReadUse,
  ResultKind,
  Rule,
  TokenKind,
  WriteUse,
} from './spec.ts'

/** The type of parameters for an endpoint without parameters. */
export type NoParams = Record<string, never>

/** Parameters of a list with pages. */
export interface PageParams {
  /** Rows per page. @defaultValue the largest page that Twitch allows */
  first?: number | undefined
  /** Starts after this cursor. */
  after?: string | undefined
}

/** Parameters of a list that can also be paged backwards. */
export interface BidirectionalPageParams extends PageParams {
  /** Starts before this cursor. */
  before?: string | undefined
}

/** Options for a call of a `page` endpoint. */
export interface PageCallOptions extends CallOptions {
  /**
   * The maximum number of rows; `Infinity` for all. If it is left out, `await` returns one page, and `for await`
   * returns all rows.
   */
  readonly limit?: number | undefined
}

/** The arguments after the client: parameters and options. Parameters are optional when none of them is required. */
// biome-ignore lint/complexity/noBannedTypes: what has no required member takes `{}`, which no other type says.
export type CallArguments<P, O = CallOptions> = {} extends P ? [params?: P, options?: O] : [params: P, options?: O]

/**
 * The arguments after a client of kind `C`. Without a user token, ids that default to the signed-in user are required.
 */
export type SelfArguments<P, S extends keyof P, C extends TokenKind, O = CallOptions> = [C] extends ['user']
  ? CallArguments<P, O>
  : [params: P & { [Key in S]-?: NonNullable<P[Key]> }, options?: O]

interface Described<P, R, Use> {
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R, Use>
}

/** The common type of all endpoints without pages: call one with a client whose token is one of `K`. */
interface SingleEndpoint<P, R, K extends TokenKind, Use> extends Described<P, R, Use> {
  (client: HelixClient<K>, ...call: CallArguments<P>): Promise<R>
}

/** An endpoint that reads: call it with a client whose token is one of `K`. */
export interface Endpoint<P, R, K extends TokenKind = 'user'> extends SingleEndpoint<P, R, K, ReadUse> {}

/** An endpoint that changes something at Twitch. */
export interface WriteEndpoint<P, R, K extends TokenKind = 'user'> extends SingleEndpoint<P, R, K, WriteUse> {}

/** An endpoint that changes something at Twitch, and whose change can be shown before Twitch has answered. */
export interface OptimisticEndpoint<P, R, K extends TokenKind = 'user'>
  extends SingleEndpoint<P, R, K, OptimisticUse> {}

/** An endpoint whose rows come in pages. `Extra` has the other fields of each page. */
export interface PageEndpoint<P, T, K extends TokenKind = 'user', Extra = unknown> extends Described<P, T[], PagedUse> {
  (client: HelixClient<K>, ...call: CallArguments<P, PageCallOptions>): Paginator<T, Extra>
  readonly spec: EndpointSpec & { readonly result: 'page' }
}

interface SelfSingleEndpoint<P, S extends keyof P, R, K extends TokenKind, Use> extends Described<P, R, Use> {
  <C extends K>(client: HelixClient<C>, ...call: SelfArguments<P, S, C>): Promise<R>
}

/** An endpoint whose ids `S` default to the signed-in user. It also takes tokens without a user. */
export interface SelfEndpoint<P, S extends keyof P, R, K extends TokenKind>
  extends SelfSingleEndpoint<P, S, R, K, ReadUse> {}

/** A {@link SelfEndpoint} that changes something at Twitch. */
export interface SelfWriteEndpoint<P, S extends keyof P, R, K extends TokenKind>
  extends SelfSingleEndpoint<P, S, R, K, WriteUse> {}

/** A {@link SelfWriteEndpoint} whose change can be shown before Twitch has answered. */
export interface SelfOptimisticEndpoint<P, S extends keyof P, R, K extends TokenKind>
  extends SelfSingleEndpoint<P, S, R, K, OptimisticUse> {}

/** A {@link SelfEndpoint} whose rows come in pages. */
export interface SelfPageEndpoint<P, S extends keyof P, T, K extends TokenKind, Extra = unknown>
  extends Described<P, T[], PagedUse> {
  <C extends K>(client: HelixClient<C>, ...call: SelfArguments<P, S, C, PageCallOptions>): Paginator<T, Extra>
  readonly spec: EndpointSpec & { readonly result: 'page' }
}

/** The kinds of token that can read public data. */
export type AnyToken = 'user' | 'app' | 'extension'

/** A value for `tokens`: all kinds that can read public data. */
export const anyToken: readonly AnyToken[] = ['user', 'app', 'extension']

type Paging = keyof BidirectionalPageParams

/** One schema for each parameter of `P`. The parameters for paging need none. */
type ParameterFields<P> = { readonly [Key in Exclude<keyof P, Paging>]-?: FieldSchema<P[Key]> }

type Name<P> = keyof P & string

type Shared = 'public' | 'notFoundIsEmpty' | 'staleTime' | 'invalidates'

/** A member of a description. It is optional if leaving it out has the same meaning. */
type Member<Key extends string, Value, IsOptional extends boolean> = IsOptional extends true
  ? { readonly [K in Key]?: Value }
  : { readonly [K in Key]: Value }

/** The HTTP methods of an endpoint that reads, and of one that writes. */
type MethodFor<Use> = [Use] extends [ReadUse | PagedUse]
  ? { readonly method?: 'GET'; readonly optimistic?: undefined }
  : { readonly method: Exclude<Method, 'GET'> } & ([Use] extends [OptimisticUse]
      ? { readonly optimistic: OptimisticChange }
      : { readonly optimistic?: undefined })

/** Members that can be left out only if the declared type matches their default. */
type Declared<P, K extends TokenKind, Use, Extra = unknown> = Member<
  'params',
  ParameterFields<P>,
  NoParams extends ParameterFields<P> ? true : false
> &
  Member<'tokens', readonly K[], [K] extends ['user'] ? true : false> &
  Member<'extra', Schema<Extra>, unknown extends Extra ? true : false> &
  MethodFor<Use>

interface Description<P, K extends TokenKind> extends Pick<EndpointSpec, 'path' | Shared> {
  /** @defaultValue `['user']` */
  readonly tokens?: readonly K[]
  /** @defaultValue none */
  readonly scopes?: readonly Scope[]
  readonly params?: ParameterFields<P>
  readonly rules?: readonly Rule<Name<P>>[]
  readonly query?: readonly Name<P>[]
  readonly data?: true | Name<P>
  readonly othersIds?: readonly Name<P>[]
}

interface ItemDescription<P, T, K extends TokenKind> extends Description<P, K> {
  readonly item: Schema<T>
}

interface ListDescription<P, T, K extends TokenKind> extends ItemDescription<P, T, K> {
  readonly batch?: readonly Name<P>[]
}

interface EnvelopeDescription<P, T, K extends TokenKind>
  extends ItemDescription<P, T, K>,
    Pick<EndpointSpec, 'without'> {}

interface PageDescription<P, T, K extends TokenKind, Extra>
  extends ListDescription<P, T, K>,
    Pick<EndpointSpec, 'rows' | 'maxFirst' | 'backward' | 'emptyPages'> {
  readonly extra?: Schema<Extra>
}

/** How one kind of result turns a call into a promise or a paginator. */
type Run = (client: HelixClient<TokenKind>, spec: EndpointSpec, params: Params, options: PageCallOptions) => unknown

/** The one function behind all kinds of results. The kinds below define what the caller gets. */
const makeEndpoint = (result: ResultKind, description: object, run: Run) => {
  const spec = {
    method: 'GET',
    tokens: ['user'],
    scopes: [],
    params: {},
    rules: [],
    ...description,
    result,
  } as unknown as EndpointSpec
  const endpoint = (client: HelixClient<TokenKind>, params: Params = {}, options: PageCallOptions = {}) =>
    run(client, spec, copyParameters(spec, Object(client).request && params), options)
  endpoint.spec = spec
  // The signatures of the kinds define the type of this function. The compiler cannot infer it.
  return endpoint as never
}

type Fields = Readonly<Record<string, unknown>>

/** Refuses a part of an answer whatever `validate` is, because there is no usable value to return. */
const requireObject = (spec: EndpointSpec, part: unknown, place: string): Fields => {
  if (isObject(part)) return part
  throw unusable(spec, place)
}

/** The answer's fields. Twitch's mock server returns only the list for some calls. */
const bodyOf = (spec: EndpointSpec, body: unknown): Fields =>
  Array.isArray(body) ? { data: body } : requireObject(spec, body, 'body')

/** The rows. In some places Twitch sends `null` instead of an empty list. */
const requireRows = (client: HelixClient<TokenKind>, spec: EndpointSpec, part: unknown, place: string) => {
  const rows = part === null ? [] : part
  if (!Array.isArray(rows)) throw unusable(spec, place)
  client.check(spec, spec.item, rows, place)
  return rows
}

const fetchRows = async (
  client: HelixClient<TokenKind>,
  spec: EndpointSpec,
  params: Params,
  options: CallOptions,
): Promise<unknown[]> => {
  const body = await client.request(spec, params, options)
  return body === undefined ? [] : requireRows(client, spec, bodyOf(spec, body)['data'], 'data')
}

/** Resolves to the row; rejects with code `not_found` if there is none. */
export const one = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Use = ReadUse>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, T, K, Use> =>
  makeEndpoint('one', description, async (...call) => {
    const [row] = await fetchRows(...call)
    if (row !== undefined) return row
    throw callError('not_found', call[1], 'answered with no row.')
  })

/** Resolves to the row, or to `null` if there is none. */
export const maybe = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Use = ReadUse>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, T | null, K, Use> =>
  makeEndpoint('maybe', description, async (...call) => (await fetchRows(...call))[0] ?? null)

/** Resolves to all rows. */
export const list = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Use = ReadUse>(
  description: ListDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, T[], K, Use> => makeEndpoint('list', description, fetchRows)

/** Resolves to `data`, which is an object. */
export const objectResult = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Use = ReadUse>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, T, K, Use> =>
  makeEndpoint('object', description, async (client, spec, params, options) => {
    const body = await client.request(spec, params, options)
    const data = requireObject(spec, bodyOf(spec, body)['data'], 'data')
    client.check(spec, spec.item, data, 'data')
    return data
  })

/** Resolves to the whole answer, for answers that have more than `data`. */
export const envelope = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Use = ReadUse>(
  description: EnvelopeDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, T, K, Use> =>
  makeEndpoint('envelope', description, async (client, spec, params, options) => {
    const body = await client.request(spec, params, options)
    const answer: Record<string, unknown> = { ...requireObject(spec, body, 'body') }
    for (const key of spec.without ?? []) delete answer[key]
    if (answer['data'] === null) answer['data'] = []
    client.check(spec, spec.item, answer, 'answer')
    return answer
  })

/** Resolves to the text of the answer. */
export const textResult = /* @__NO_SIDE_EFFECTS__ */ <P, K extends TokenKind = 'user', Use = ReadUse>(
  description: Description<NoInfer<P>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, string, K, Use> =>
  makeEndpoint('text', description, async (client, spec, params, options) => {
    return (await client.request(spec, params, options)) ?? ''
  })

/** Resolves when Twitch has accepted the call: the kind `void`. */
export const voidResult = /* @__NO_SIDE_EFFECTS__ */ <P, K extends TokenKind = 'user', Use = ReadUse>(
  description: Description<NoInfer<P>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>, NoInfer<Use>>,
): SingleEndpoint<P, void, K, Use> =>
  makeEndpoint('void', description, async (client, spec, params, options) => {
    await client.request(spec, params, options)
  })

/** Returns a {@link Paginator}. */
export const page = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Extra = unknown>(
  description: PageDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>, NoInfer<Extra>> &
    Declared<NoInfer<P>, NoInfer<K>, PagedUse, NoInfer<Extra>>,
): PageEndpoint<P, T, K, Extra> => {
  const { maxFirst, backward, rules = [] } = description
  const cursor = optional(id)
  const params = {
    ...description.params,
    ...(maxFirst && { first: optional(integer(1, maxFirst)) }),
    after: cursor,
    ...(backward && { before: cursor }),
  }
  return makeEndpoint('page', { ...description, params, rules: [...rules, oneCursor] }, paginate)
}

const oneCursor: Rule = {
  keys: ['after', 'before'],
  expected: 'given one at a time',
  test: ({ after, before }) => !after || !before,
}

const paginate: Run = (client, spec, params, options): Paginator<unknown> => {
  const { maxFirst, rows = 'data' } = spec
  const { limit = Infinity } = options
  const { first = maxFirst && (Math.min(maxFirst, limit) || 1), ...filters } = params
  // All pages belong to the user who asked for the first one, even if another user signs in meanwhile.
  const call: CallOptions = { ...options, caller: options.caller ?? { userId: null } }

  const fetchPage = async ({ after, before }: PagePosition) => {
    if (limit === null || !(limit >= 0)) throw callError('parameter', spec, `takes a limit >=0, not ${limit}.`)
    const given = { first, ...filters, after, before }
    const body = await client.request(spec, given, call)
    if (body === undefined) return { data: [], cursor: null }
    const { pagination, ...answer } = bodyOf(spec, body)
    const { data } = answer
    const { [rows]: part, ...rest } =
      rows === 'data' ? answer : data === null ? { [rows]: null } : requireObject(spec, data, 'data')
    client.check(spec, spec.extra, rest, 'answer')
    // In some places the pagination is the cursor itself.
    const { cursor = pagination } = Object(pagination)
    // Some filters take no cursor. Their result is one page, even if the answer has a cursor.
    const goesOn =
      cursor &&
      typeof cursor === 'string' &&
      spec.rules.every(({ test }) => test({ ...given, after: cursor, before: '' }, client.kind))
    return { ...rest, data: requireRows(client, spec, part, rows), cursor: goesOn ? cursor : null }
  }
  return createPaginator(fetchPage, params, options.limit, spec)
}
