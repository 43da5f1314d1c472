import type { EndpointSpec, EndpointTypes, TokenKind } from '../../../spec.ts'
import { type Person, usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import type { Emit } from '../eventsub/emit.ts'
import { actorKeyOf } from './access.ts'
import { type PageOptions, paged, type Slice, slice } from './paging.ts'
import { refuse } from './refusal.ts'
import type { HelixResponse } from './response.ts'

/** What came in, after authorization and parameters have been checked as the endpoint's description demands. */
export interface Call {
  readonly spec: EndpointSpec
  readonly world: World
  readonly kind: TokenKind
  readonly clientId: string
  readonly scopes: readonly string[]
  /** What the token was granted by; `null` without a token. */
  readonly grantId: number | null
  /** Whose token it is; `null` for tokens of applications. */
  readonly viewer: Person | null
  /** Query and body in one, as values of the types that the endpoint's schemas demand. */
  readonly params: Readonly<Record<string, unknown>>
  /** Sends an event after the answer, which goes first; if the request is refused, none is sent. */
  readonly emit: Emit
}

/** What a handler works with. */
export interface Context<P> extends Omit<Call, 'params'> {
  readonly params: P
  /** The signed-in user; without one the request is refused. */
  readonly user: Person
  /** The channel that `broadcaster_id` (or `from_broadcaster_id`) names; an unknown one is refused. */
  readonly broadcaster: Person
  /** The user who acts: the signed-in one, or whom an application acts for. */
  readonly actor: Person
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Answers with the page of these rows that was asked for. */
  readonly page: <Row>(rows: readonly Row[], options?: PageOptions) => HelixResponse<Row>
  /** The same page for answers of another form. */
  readonly slice: <Row>(rows: readonly Row[], options?: PageOptions) => Slice<Row>
}

/** One row of what an endpoint's function promises. */
export type RowOf<R> = R extends readonly (infer Row)[] ? Row : R extends void ? never : NonNullable<R>

/** An endpoint with what answers it. */
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

/** Several values or one, as a list; `undefined` if the parameter was left out. */
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
    // The endpoint's own schemas have let these values pass.
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
