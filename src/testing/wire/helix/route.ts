import type { EndpointSpec, EndpointTypes, TokenKind } from '../../../spec.ts'
import { type Person, usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import type { Emit } from '../eventsub/emit.ts'
import { actorKeyOf } from './access.ts'
import { type PageOptions, paged, type Slice, slice } from './paging.ts'
import { refuse } from './refusal.ts'
import type { HelixResponse } from './response.ts'

/** A request whose authorization and parameters have been checked. */
export interface Call {
  readonly spec: EndpointSpec
  readonly world: World
  readonly kind: TokenKind
  readonly clientId: string
  readonly scopes: readonly string[]
  /** The grant of the token; `null` without a token. */
  readonly grantId: number | null
  /** The user of the token; `null` for app tokens. */
  readonly viewer: Person | null
  /** Query and body together, with the types of the endpoint's schemas. */
  readonly params: Readonly<Record<string, unknown>>
  /** Sends an event after the answer, unless the request is refused. */
  readonly emit: Emit
}

/** The tools of a handler. */
export interface Context<P> extends Omit<Call, 'params'> {
  readonly params: P
  /** The signed-in user. Without one, the request is refused. */
  readonly user: Person
  /** The channel in `broadcaster_id` (or `from_broadcaster_id`). An unknown one is refused. */
  readonly broadcaster: Person
  /** The user who acts: the signed-in user, or the user whom an application acts for. */
  readonly actor: Person
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Answers with the requested page of these rows. */
  readonly page: <Row>(rows: readonly Row[], options?: PageOptions) => HelixResponse<Row>
  /** The same page for answers of another form. */
  readonly slice: <Row>(rows: readonly Row[], options?: PageOptions) => Slice<Row>
}

/** A row of an endpoint. */
export type RowOf<R> = R extends readonly (infer Row)[] ? Row : R extends void ? never : NonNullable<R>

/** An endpoint and its handler. */
export interface Route {
  readonly spec: EndpointSpec
  readonly run: (call: Call) => HelixResponse<unknown>
}

interface Described<P, R> {
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R>
}

/**
 * Answers an endpoint: `handler` gets its parameters, checked and typed, and returns rows of the type that the
 * endpoint's function promises.
 */
export function route<P, R>(
  { spec }: Described<P, R>,
  handler: (context: Context<P>) => HelixResponse<RowOf<NoInfer<R>>>,
): Route {
  return { spec, run: call => handler(contextOf<P>(call)) }
}

/** One or several values as a list, or `undefined` if the parameter was left out. */
export function many<T extends string>(value: T | readonly T[]): readonly T[]
export function many<T extends string>(value: T | readonly T[] | undefined): readonly T[] | undefined
export function many(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value
}

function contextOf<P>(call: Call): Context<P> {
  const { spec, world, params, viewer } = call
  const { byId } = usersOf(world)
  const cut: Context<P>['slice'] = (rows, options) => slice(spec.path, rows, params, options)
  return {
    ...call,
    // The endpoint's schemas have accepted these values.
    params: params as P,
    get user() {
      return viewer ?? refuse(401, 'Missing User OAUTH Token')
    },
    get broadcaster() {
      const { broadcaster_id, from_broadcaster_id } = params
      return byId(`${broadcaster_id ?? from_broadcaster_id}`) ?? refuse(400, 'The broadcaster was not found.')
    },
    get actor() {
      return viewer ?? byId(`${params[actorKeyOf(spec)]}`) ?? this.broadcaster
    },
    now: world.now,
    slice: cut,
    page: (rows, options) => paged(cut(rows, options), options?.beside),
  }
}
