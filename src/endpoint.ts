import { failure, HelixError } from './errors.ts'
import { createPaginator, type PagePosition, type Paginator } from './paginator.ts'
import { parse } from './request/exchange.ts'
import { optional } from './schema/object.ts'
import { id, integer } from './schema/parameters.ts'
import type { FieldSchema, Schema } from './schema/schema.ts'
import type {
  CallOptions,
  EndpointSpec,
  EndpointTypes,
  HelixClient,
  Method,
  Params,
  ResultKind,
  Rule,
  TokenKind,
} from './spec.ts'

/** The parameters of an endpoint that has none. */
export type NoParams = Record<string, never>

/** Parameters of a list that comes in pages. */
export interface PageParams {
  /** Rows per page. @defaultValue the largest page that Twitch allows */
  first?: number | undefined
  /** Starts after this cursor. */
  after?: string | undefined
}

/** Parameters of a list that can be paged backwards too. */
export interface BidirectionalPageParams extends PageParams {
  /** Starts before this cursor. */
  before?: string | undefined
}

/** What a call of a `page` endpoint may be given beside its parameters. */
export interface PageCallOptions extends CallOptions {
  /** How many items at the most; `Infinity` for all. Left out: one page when awaited, all when iterated. */
  readonly limit?: number | undefined
}

/** What follows the client: parameters, which may be left out when nothing in them is required, and options. */
// biome-ignore lint/complexity/noBannedTypes: what has no required member takes `{}`, which no other type says.
export type CallArguments<P, O = CallOptions> = {} extends P ? [params?: P, options?: O] : [params: P, options?: O]

/** What follows a client of kind `C`: ids that default to the signed-in user are required without a user token. */
export type SelfArguments<P, S extends keyof P, C extends TokenKind, O = CallOptions> = [C] extends ['user']
  ? CallArguments<P, O>
  : [params: P & { [Key in S]-?: NonNullable<P[Key]> }, options?: O]

interface Described<P, R> {
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R>
}

/** An endpoint: call it with a client whose token is one of `K`. */
export interface Endpoint<P, R, K extends TokenKind = 'user'> extends Described<P, R> {
  (client: HelixClient<K>, ...call: CallArguments<P>): Promise<R>
}

/** An endpoint whose rows come in pages; `Extra` is what each page carries beside them. */
export interface PageEndpoint<P, T, K extends TokenKind = 'user', Extra = unknown> extends Described<P, T[]> {
  (client: HelixClient<K>, ...call: CallArguments<P, PageCallOptions>): Paginator<T, Extra>
  readonly spec: EndpointSpec & { readonly result: 'page' }
}

/** An endpoint whose ids `S` default to the signed-in user, and which takes tokens that have none. */
export interface SelfEndpoint<P, S extends keyof P, R, K extends TokenKind> extends Described<P, R> {
  <C extends K>(client: HelixClient<C>, ...call: SelfArguments<P, S, C>): Promise<R>
}

/** A {@link SelfEndpoint} whose rows come in pages. */
export interface SelfPageEndpoint<P, S extends keyof P, T, K extends TokenKind, Extra = unknown>
  extends Described<P, T[]> {
  <C extends K>(client: HelixClient<C>, ...call: SelfArguments<P, S, C, PageCallOptions>): Paginator<T, Extra>
  readonly spec: EndpointSpec & { readonly result: 'page' }
}

/** Every kind of token that a read of public data takes. */
export type AnyToken = 'user' | 'app' | 'extension'

/** For `tokens`: every kind that reads public data. */
export const anyToken: readonly AnyToken[] = ['user', 'app', 'extension']

type Paging = keyof BidirectionalPageParams

/** One schema for each parameter of `P`; those of paging are understood. */
type ParameterFields<P> = { readonly [Key in Exclude<keyof P, Paging>]-?: FieldSchema<P[Key]> }

type Name<P> = keyof P & string

type Shared = 'notFoundIsEmpty' | 'staleTime' | 'invalidates' | 'optimistic'

/** A member of a description, which may be left out where that says the same. */
type Member<Key extends string, Value, IsOptional extends boolean> = IsOptional extends true
  ? { readonly [K in Key]?: Value }
  : { readonly [K in Key]: Value }

/** Left out, they say that there are no parameters, that a user's token is needed, and that pages are rows alone. */
type Declared<P, K extends TokenKind, Extra = unknown> = Member<
  'params',
  ParameterFields<P>,
  NoParams extends ParameterFields<P> ? true : false
> &
  Member<'tokens', readonly K[], [K] extends ['user'] ? true : false> &
  Member<'extra', Schema<Extra>, unknown extends Extra ? true : false>

interface Description<P, K extends TokenKind> extends Pick<EndpointSpec, 'path' | Shared> {
  /** @defaultValue `'GET'` */
  readonly method?: Method
  /** @defaultValue `['user']` */
  readonly tokens?: readonly K[]
  /** @defaultValue none */
  readonly scopes?: readonly string[]
  readonly params?: ParameterFields<P>
  readonly rules?: readonly Rule<Name<P>>[]
  readonly query?: readonly Name<P>[]
  readonly data?: true | Name<P>
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
    Pick<EndpointSpec, 'rows' | 'largest' | 'backward' | 'emptyPages'> {
  readonly extra?: Schema<Extra>
}

/** What a kind makes of one call. `params` are the call's own. */
type Run = (
  client: HelixClient<TokenKind>,
  spec: EndpointSpec,
  params: Record<string, unknown>,
  options: PageCallOptions,
) => unknown

/** The one function behind all kinds: what the caller sees is typed by the kinds below. */
const makeEndpoint = (result: ResultKind, given: object, run: Run) => {
  const spec = {
    method: 'GET',
    tokens: ['user'],
    scopes: [],
    params: {},
    rules: [],
    ...given,
    result,
  } as unknown as EndpointSpec
  const endpoint = (client: HelixClient<TokenKind>, params: Params = {}, options: PageCallOptions = {}) => {
    // `null` means that the parameters are not known yet; taken for none, they would be the signed-in user's.
    if (Object(client).request && Object(params) === params) return run(client, spec, { ...params }, options)
    throw failure('parameter', spec, 'takes a client, then parameters.')
  }
  endpoint.spec = spec
  // The kinds' signatures say what `given` and `run` make of this; nothing at run time could.
  return endpoint as never
}

/**
 * A part of an answer that must be a list or an object as `empty` is, which stands for one that is absent. Another
 * shape is refused however `validate` is set: there is nothing true to hand on.
 */
const requireShape = <T extends unknown[] | Record<string, unknown>>(
  spec: EndpointSpec,
  part: unknown,
  empty: T,
  place: string,
): T => {
  const found = part || empty
  if (typeof found === 'object' && Array.isArray(found) === Array.isArray(empty)) return found as T
  throw failure('schema', spec, `answered with an unusable ${place}.`)
}

const bodyOf = (spec: EndpointSpec, text: string) => {
  const body = parse(text)
  // Twitch's mock server answers some calls with the bare list.
  return requireShape<Record<string, unknown>>(spec, Array.isArray(body) ? { data: body } : body, {}, 'body')
}

const rowsOf = (client: HelixClient<TokenKind>, spec: EndpointSpec, part: unknown, place = 'data') => {
  const rows = requireShape<unknown[]>(spec, part, [], place)
  client.check(spec, spec.item, rows, place)
  return rows
}

const listed = async (
  client: HelixClient<TokenKind>,
  spec: EndpointSpec,
  params: Record<string, unknown>,
  options: CallOptions,
) => rowsOf(client, spec, bodyOf(spec, await client.request(spec, params, options))['data'])

/** Resolves to the row; rejects with code `not_found` if there is none. */
export const one = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user'>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, T, K> =>
  makeEndpoint('one', description, async (...call) => {
    const [row] = await listed(...call)
    if (row !== undefined) return row
    throw failure('not_found', call[1], 'answered with no row.')
  })

/** Resolves to the row, or to `null` if there is none. */
export const maybe = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user'>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, T | null, K> => makeEndpoint('maybe', description, async (...call) => (await listed(...call))[0] ?? null)

/** Resolves to all rows. */
export const list = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user'>(
  description: ListDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, T[], K> => makeEndpoint('list', description, listed)

/** Resolves to `data`, which is an object. */
export const objectResult = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user'>(
  description: ItemDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, T, K> =>
  makeEndpoint('object', description, async (client, spec, params, options) => {
    const { data } = bodyOf(spec, await client.request(spec, params, options))
    // An absent one is no object either.
    const found = requireShape<Record<string, unknown>>(spec, data || true, {}, 'data')
    client.check(spec, spec.item, found, 'data')
    return found
  })

/** Resolves to the whole answer, for those that carry more than `data`. */
export const envelope = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user'>(
  description: EnvelopeDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, T, K> =>
  makeEndpoint('envelope', description, async (client, spec, params, options) => {
    // Nothing at all is no object either.
    const answer = bodyOf(spec, (await client.request(spec, params, options)) || 'true')
    for (const key of spec.without ?? []) delete answer[key]
    if (answer['data'] === null) answer['data'] = []
    client.check(spec, spec.item, answer, 'answer')
    return answer
  })

/** Resolves to the answer's text. */
export const textResult = /* @__NO_SIDE_EFFECTS__ */ <P, K extends TokenKind = 'user'>(
  description: Description<NoInfer<P>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, string, K> =>
  makeEndpoint('text', description, (client, spec, params, options) => client.request(spec, params, options))

/** Resolves when Twitch has accepted the call: the kind `void`. */
export const voidResult = /* @__NO_SIDE_EFFECTS__ */ <P, K extends TokenKind = 'user'>(
  description: Description<NoInfer<P>, NoInfer<K>> & Declared<NoInfer<P>, NoInfer<K>>,
): Endpoint<P, void, K> =>
  makeEndpoint('void', description, async (client, spec, params, options) => {
    await client.request(spec, params, options)
  })

/** Gives a {@link Paginator}. */
export const page = /* @__NO_SIDE_EFFECTS__ */ <P, T, K extends TokenKind = 'user', Extra = unknown>(
  description: PageDescription<NoInfer<P>, NoInfer<T>, NoInfer<K>, NoInfer<Extra>> &
    Declared<NoInfer<P>, NoInfer<K>, NoInfer<Extra>>,
): PageEndpoint<P, T, K, Extra> => {
  const { largest, backward, rules = [] } = description
  const cursor = optional(id)
  const params = {
    ...description.params,
    ...(largest && { first: optional(integer(1, largest)) }),
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
  const { largest, rows = 'data' } = spec
  const { limit = Infinity } = options
  const { first = largest && (Math.min(largest, limit) || 1), ...filters } = params
  let given: Record<string, unknown> = { first, ...filters }

  const fetchPage = async ({ after, before }: PagePosition) => {
    if (limit === null || !(limit >= 0)) throw failure('parameter', spec, `takes a limit >=0, not ${limit}.`)
    // Ids filled in for the first page are kept for the others: a list stays one user's, whoever signs in meanwhile.
    given = { ...given, after, before }
    const text = await client.request(spec, given, options)
    const { pagination, ...answer } = bodyOf(spec, text)
    const { [rows]: items, ...rest } =
      rows === 'data' ? answer : requireShape<Record<string, unknown>>(spec, answer['data'], {}, 'data')
    if (text) client.check(spec, spec.extra, rest, 'answer')
    const cursor = typeof pagination === 'string' ? pagination : Object(pagination).cursor
    // Some filters take no cursor: what they leave is one page, whatever comes with it.
    const goesOn = cursor && spec.rules.every(({ test }) => test({ ...given, after: cursor, before: '' }, client.kind))
    return { ...rest, data: rowsOf(client, spec, items, rows), cursor: goesOn ? `${cursor}` : null }
  }
  return createPaginator(fetchPage, params, options.limit, spec)
}

/** A path from elsewhere must not lead out of the API. */
const checked = <Kind extends (description: never) => unknown>(kind: Kind): Kind =>
  ((description: { readonly path: string }) => {
    if (!/^(\/[\w-]+)+$/.test(description.path)) {
      throw new HelixError(
        'parameter',
        `"${description.path}" is no path of an endpoint: it must read like /users/blocks.`,
      )
    }
    return kind(description as never)
  }) as unknown as Kind

/**
 * Describes an endpoint that this library does not have (yet); it works with pages, types and hooks as the others do.
 *
 * @see https://dev.twitch.tv/docs/api/reference
 * @example
 * ```ts
 * import { defineEndpoint, type Endpoint } from 'tinyhelix'
 * import * as v from 'valibot'
 *
 * interface Badge { id: string }
 * const getNewBadge: Endpoint<{ broadcaster_id: string }, Badge> = defineEndpoint.one({
 *   path: '/new/badge',
 *   params: { broadcaster_id: v.string() },
 *   item: v.object({ id: v.string() }),
 * })
 * ```
 */
export const defineEndpoint: {
  readonly one: typeof one
  readonly maybe: typeof maybe
  readonly list: typeof list
  readonly object: typeof objectResult
  readonly envelope: typeof envelope
  readonly page: typeof page
  readonly text: typeof textResult
  readonly void: typeof voidResult
} = {
  one: /* @__PURE__ */ checked(one),
  maybe: /* @__PURE__ */ checked(maybe),
  list: /* @__PURE__ */ checked(list),
  object: /* @__PURE__ */ checked(objectResult),
  envelope: /* @__PURE__ */ checked(envelope),
  page: /* @__PURE__ */ checked(page),
  text: /* @__PURE__ */ checked(textResult),
  void: /* @__PURE__ */ checked(voidResult),
}
