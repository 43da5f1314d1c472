import { HelixError } from '../errors.ts'
import { exactOptional } from '../schema/object.ts'
import { id, self } from '../schema/parameters.ts'
import type { FieldSchema, Schema } from '../schema/schema.ts'
import type { Scope } from '../scope.ts'
import type { Rule } from '../spec.ts'

/** The description of a type of events. */
export interface EventTypeSpec {
  /** Twitch's name, such as `channel.follow`. */
  readonly type: string
  /** The version of the type, such as `'2'`. */
  readonly version: string
  /** The scopes of the user token: any one of them is enough. If the list is empty, no scope is needed. */
  readonly scopes: readonly Scope[]
  /** Further lists of scopes. The token needs one scope of each list as well. */
  readonly also?: readonly (readonly Scope[])[] | undefined
  /** The schema of every id of the condition. */
  readonly params: Readonly<Record<string, FieldSchema>>
  /** Conditions between these ids. */
  readonly rules: readonly Rule[]
  /** The name of the id that must be the signed-in user's; `null` if no user must grant anything. */
  readonly owner: string | null
  /** The schema of an event. */
  readonly event: Schema
}

/** The condition and the event of a type, for generic code. It exists only for the compiler. */
export interface EventTypeShape<out C, out E> {
  readonly condition: C
  readonly event: E
}

/**
 * A type of events: you subscribe with a condition `C`, and get events `E`.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 */
export interface EventType<out C, out E> {
  readonly spec: EventTypeSpec
  readonly '~types'?: EventTypeShape<C, E> | undefined
}

/** A type to intersect with a type of events: it is then accepted only if its condition has no required id. */
export type IfNoCondition<C> =
  Record<never, never> extends C ? unknown : { readonly 'pass this type of events its condition': C }

/** The type that {@link ConditionOf} and {@link EventOf} read. */
type Described = { readonly '~types'?: EventTypeShape<unknown, unknown> | undefined }

/**
 * The condition of a type of events.
 *
 * @example
 * ```ts
 * import type { ConditionOf, channelFollow } from 'tinyhelix/eventsub'
 *
 * const mine: ConditionOf<typeof channelFollow> = {}
 * ```
 */
export type ConditionOf<T extends Described> = NonNullable<T['~types']>['condition']

/**
 * The event of a type of events.
 *
 * @example
 * ```ts
 * import type { EventOf, channelFollow } from 'tinyhelix/eventsub'
 *
 * const greeting = (event: EventOf<typeof channelFollow>) => `Hello ${event.user_name}!`
 * ```
 */
export type EventOf<T extends Described> = NonNullable<T['~types']>['event']

/** The part of a description that types with the same condition share. */
export interface ConditionSpec<C> {
  readonly params: Readonly<Record<keyof C, FieldSchema<string>>>
  readonly rules?: readonly Rule[]
  readonly owner?: string
  /**
   * Distinguishes shapes: without it, the compiler would accept a shape with more ids for one with fewer. It exists
   * only for the compiler.
   */
  readonly '~condition'?: (condition: Required<C>) => Required<C>
}

interface Description<E> extends Pick<EventTypeSpec, 'type' | 'also'> {
  /** @defaultValue `'1'` */
  readonly version?: string
  /** @defaultValue none */
  readonly scopes?: readonly Scope[]
  readonly event: Schema<E>
}

/** Describes a type of events. The declared type defines its condition and its events. */
export const eventType = /* @__NO_SIDE_EFFECTS__ */ <C, E>(
  description: Description<NoInfer<E>> & ConditionSpec<NoInfer<C>>,
): EventType<C, E> => ({
  // The cast drops `C`, which exists only for the compiler.
  spec: { version: '1', scopes: [], rules: [], owner: null, ...description } as EventTypeSpec,
})

/**
 * How an id of a condition is given: `self` defaults to the signed-in user, `optional` can be left out, `required` is
 * required.
 */
export type ConditionWord = 'self' | 'optional' | 'required'

/** The words that are possible for one id, depending on whether it is optional in the condition's type. */
type WordFor<C, Key extends keyof C> = C[Key] extends string | undefined
  ? C extends Readonly<Record<Key, unknown>>
    ? 'required'
    : 'self' | 'optional'
  : never

/** One word for each id of a condition. An undeclared condition takes none. */
type ConditionWords<C> = unknown extends C ? never : { readonly [Key in keyof C]-?: WordFor<C, Key> }

/** Options of {@link defineEventType}. */
export interface EventTypeDescription<C, E> extends Description<E> {
  /** How each id of the condition is given. */
  readonly condition: ConditionWords<C>
}

const schemas: Readonly<Record<ConditionWord, FieldSchema<string>>> = {
  self,
  optional: /* @__PURE__ */ exactOptional(id),
  required: id,
}

/**
 * Describes a type of events that this library does not have (yet). Subscriptions, hooks and `scopesFor` take it
 * like the others. `event` is any Standard Schema, such as one of valibot or Zod.
 *
 * @throws {HelixError} `parameter` if `type` does not read like `channel.new_thing`, or a word of `condition` is unknown.
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import type { Scope } from 'tinyhelix'
 * import { type ChannelCondition, defineEventType, type EventType } from 'tinyhelix/eventsub'
 * import * as v from 'valibot'
 *
 * interface ClapEvent { user_name: string }
 * const channelClap: EventType<ChannelCondition, ClapEvent> = defineEventType({
 *   type: 'channel.clap',
 *   scopes: ['channel:read:claps' as Scope],
 *   condition: { broadcaster_user_id: 'self' },
 *   event: v.object({ user_name: v.string() }),
 * })
 * ```
 */
export const defineEventType = /* @__NO_SIDE_EFFECTS__ */ <C, E>(
  description: EventTypeDescription<NoInfer<C>, NoInfer<E>>,
): EventType<C, E> => {
  const { condition, ...rest } = description
  const refuse = (problem: string) => new HelixError('parameter', problem)
  if (!/^[a-z\d_]+(\.[a-z\d_]+)+$/.test(rest.type)) {
    throw refuse(`"${rest.type}" is no type of events: it must read like channel.new_thing.`)
  }
  const params: Record<string, FieldSchema> = {}
  for (const [key, word] of Object.entries<ConditionWord>(condition)) {
    if (!Object.hasOwn(schemas, word)) {
      throw refuse(`${rest.type} describes ${key} as "${word}": it must be self, optional or required.`)
    }
    params[key] = schemas[word]
  }
  return eventType<C, E>({ ...rest, params: params as ConditionSpec<C>['params'] })
}
