import type { EventType } from '../../../eventsub/eventType.ts'
import type { EndpointSpec, EndpointTypes } from '../../../spec.ts'
import { isObject } from '../../helix/parameters.ts'
import type { HelixResponse } from '../../helix/response.ts'
import type { Call, RowOf } from '../../helix/route.ts'
import { type Person, usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { emit } from '../emit.ts'
import type { Emitted } from '../fillIn.ts'

/** An event that a write causes. */
export type Caused = (world: World) => void

/** A write that is about to be done, or refused. */
interface Asked<P> {
  readonly world: World
  readonly params: P
  /** As it was given. */
  readonly channelId: string
}

/** A write that was done. */
interface Done<P, Row, B> extends Asked<P> {
  readonly channel: Person
  /** Whoever did it. */
  readonly actor: Person
  /** The rows of the answer. */
  readonly rows: readonly Row[]
  /** The first of them. */
  readonly row: Row
  /** What was so before. */
  readonly before: B
}

interface Rules<P, Row, B> {
  /** Looks at what matters before the write is done. The write may be refused: whatever it names need not exist. */
  readonly before?: (asked: Asked<P>) => B
  /** The events in their order. What they say is read at once, while it is true. */
  readonly events: (done: Done<P, Row, B>) => readonly Caused[]
}

/** An endpoint with the events that it causes. */
export interface WriteEvents {
  readonly spec: EndpointSpec
  /** Called before the write is done; what it returns is called with the answer, unless that is a refusal. */
  readonly watch: (call: Call) => (response: HelixResponse<unknown>) => readonly Caused[]
}

interface Described<P, R> {
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R>
}

/** Says which events a write causes. */
export function causes<P, R, B = undefined>(
  { spec }: Described<P, R>,
  { before, events }: Rules<NoInfer<P>, RowOf<NoInfer<R>>, B>,
): WriteEvents {
  return {
    spec,
    watch: ({ world, params, viewer }) => {
      const { byId, main } = usersOf(world)
      const channelId = `${params['broadcaster_id'] ?? params['from_broadcaster_id'] ?? viewer?.id}`
      const channel = byId(channelId) ?? main
      // An application names whom it acts for.
      const actor = viewer ?? byId(`${params['moderator_id'] ?? params['sender_id']}`) ?? channel
      // The endpoint's own schemas have let these values pass.
      const asked: Asked<P> = { world, params: params as P, channelId }
      // Without a function B is undefined.
      const was = before?.(asked) as B
      return ({ body }) => {
        const rows: readonly RowOf<R>[] = isObject(body) && Array.isArray(body['data']) ? body['data'] : []
        return events({
          ...asked,
          channel,
          actor,
          rows,
          get row() {
            const [row] = rows
            if (row === undefined) throw new Error(`The answer of ${spec.method} ${spec.path} has no row.`)
            return row
          },
          before: was,
        })
      }
    },
  }
}

/** An event as it will be sent. Names beside ids may be left out. */
export const event =
  <C, E>(type: EventType<C, E>, given: NoInfer<Emitted<E>>): Caused =>
  world =>
    void emit(world, type, given)

/** The one event, or none. */
export const onlyIf = (condition: boolean, ...caused: readonly Caused[]): readonly Caused[] => (condition ? caused : [])

/** Whether two rows differ in what Twitch tells of them. */
export const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
