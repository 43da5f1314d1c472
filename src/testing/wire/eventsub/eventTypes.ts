import type { EventTypeSpec } from '../../../eventsub/eventType.ts'
import * as eventsub from '../../../eventsub/index.ts'
import type { Rule } from '../../../spec.ts'
import { perWorld, type World } from '../../world/world.ts'
import { requiredKeys } from '../readable.ts'

/** The requirements of an event type for its subscriptions. */
export interface KnownEventType {
  /** The key in the condition with the user who must have granted the scopes, or `null` if no user must. */
  readonly owner: string | null
  /** One scope of each list. */
  readonly scopes: readonly (readonly string[])[]
  /** The required keys of the condition. */
  readonly required: readonly string[]
  /** Rules between keys of the condition, of which one is required. */
  readonly rules: readonly Rule[]
  /** The key in the condition that must be the application's client id. */
  readonly application?: string
  /** Whether a websocket or a conduit can receive it. */
  readonly overWebSocket?: boolean
  readonly intoConduit?: boolean
}

const known = (spec: EventTypeSpec): KnownEventType => ({
  owner: spec.owner,
  scopes: [spec.scopes, ...(spec.also ?? [])].filter(({ length }) => length > 0),
  required: requiredKeys(spec).filter(key => !spec.rules.some(({ keys }) => keys.includes(key))),
  rules: spec.rules,
})

const ofApplication = (application: string): KnownEventType => ({
  owner: null,
  scopes: [],
  required: [application],
  rules: [],
  application,
  overWebSocket: false,
  intoConduit: false,
})

/** Types without a WebSocket, which the library therefore leaves out. All have version 1. */
const others: Readonly<Record<string, KnownEventType>> = {
  'conduit.shard.disabled': { ...ofApplication('client_id'), intoConduit: true },
  'drop.entitlement.grant': {
    owner: null,
    scopes: [],
    required: ['organization_id'],
    rules: [],
    overWebSocket: false,
    intoConduit: false,
  },
  'extension.bits_transaction.create': ofApplication('extension_client_id'),
  'user.authorization.grant': ofApplication('client_id'),
  'user.authorization.revoke': ofApplication('client_id'),
}

const isEventType = (value: unknown): value is { readonly spec: EventTypeSpec } =>
  typeof value === 'object' && value !== null && 'spec' in value

const exported: readonly unknown[] = Object.values(eventsub)

/** The descriptions of all types with a WebSocket: the library's, then this world's own. */
export const eventTypeSpecsOf = ({ eventTypes }: World): EventTypeSpec[] => [
  ...exported.filter(isEventType).map(({ spec }) => spec),
  ...eventTypes,
]

/** Every type of the library, and of this world, by name and by version. */
export const eventTypesOf = perWorld(world => {
  const types = new Map<string, Map<string, KnownEventType>>()
  const add = (type: string, version: string, what: KnownEventType) =>
    types.set(type, (types.get(type) ?? new Map<string, KnownEventType>()).set(version, what))
  for (const spec of eventTypeSpecsOf(world)) add(spec.type, spec.version, known(spec))
  for (const [type, what] of Object.entries(others)) add(type, '1', what)
  return types
})
