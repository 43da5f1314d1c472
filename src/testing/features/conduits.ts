import type { Conduit } from '../../endpoints/conduits/conduit.ts'
import { createConduit } from '../../endpoints/conduits/createConduit.ts'
import { deleteConduit } from '../../endpoints/conduits/deleteConduit.ts'
import { getConduitShards } from '../../endpoints/conduits/getConduitShards.ts'
import { getConduits } from '../../endpoints/conduits/getConduits.ts'
import type { ConduitShard } from '../../endpoints/conduits/shard.ts'
import { updateConduit } from '../../endpoints/conduits/updateConduit.ts'
import {
  type ConduitShardError,
  type ConduitShardUpdate,
  updateConduitShards,
} from '../../endpoints/conduits/updateConduitShards.ts'
import { eventSubscriptionsOf } from '../wire/eventsub/subscriptions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, envelope, noContent, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { perWorld, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** How many conduits an application may have. */
const most = 5

const row = ({ id, shardCount }: KeptConduit): Conduit => ({ id, shard_count: shardCount })

const ownConduit = (world: World, clientId: string, id: string): KeptConduit =>
  conduitsOf(world).find(conduit => conduit.id === id && conduit.clientId === clientId) ??
  refuse(404, 'The conduit was not found.')

function shardFor({ id, transport }: ConduitShardUpdate, now: number): ConduitShard {
  return transport.method === 'webhook'
    ? {
        id,
        status: 'webhook_callback_verification_pending',
        transport: { method: 'webhook', callback: transport.callback },
      }
    : {
        id,
        status: 'enabled',
        transport: { method: 'websocket', session_id: transport.session_id, connected_at: timestamp(now) },
      }
}

/** A conduit and its application. */
export interface KeptConduit {
  readonly id: string
  readonly clientId: string
  shardCount: number
  /** The shards with a transport, by id. */
  readonly shards: Map<string, ConduitShard>
}

/** The conduits of all applications. May be changed. */
export const conduitsOf: (world: World) => KeptConduit[] = perWorld(() => [])

export const conduits: Feature = [
  route(getConduits, ({ world, clientId }) =>
    data(
      conduitsOf(world)
        .filter(conduit => conduit.clientId === clientId)
        .map(row),
    ),
  ),
  route(createConduit, ({ world, params, clientId }) => {
    const all = conduitsOf(world)
    if (all.filter(conduit => conduit.clientId === clientId).length >= most) {
      refuse(429, 'Conduit limit reached.')
    }
    const conduit: KeptConduit = {
      id: freshId(world, 'conduit'),
      clientId,
      shardCount: params.shard_count,
      shards: new Map(),
    }
    all.push(conduit)
    return one(row(conduit))
  }),
  route(updateConduit, ({ world, params, clientId }) => {
    const conduit = ownConduit(world, clientId, params.id)
    conduit.shardCount = params.shard_count
    for (const id of conduit.shards.keys()) if (Number(id) >= conduit.shardCount) conduit.shards.delete(id)
    return one(row(conduit))
  }),
  route(deleteConduit, ({ world, params, clientId }) => {
    const conduit = ownConduit(world, clientId, params.id)
    const all = conduitsOf(world)
    all.splice(all.indexOf(conduit), 1)
    for (const { row: subscription } of eventSubscriptionsOf(world)) {
      if (subscription.transport.conduit_id === conduit.id) subscription.status = 'conduit_deleted'
    }
    return noContent
  }),
  route(getConduitShards, ({ world, params, clientId, page }) => {
    const { shards } = ownConduit(world, clientId, params.conduit_id)
    const all = [...shards.values()].sort((a, b) => Number(a.id) - Number(b.id))
    return page(
      all.filter(({ status }) => params.status === undefined || status === params.status),
      { size: 100 },
    )
  }),
  route(updateConduitShards, ({ world, params, clientId, now }) => {
    const conduit = ownConduit(world, clientId, params.conduit_id)
    const changed: ConduitShard[] = []
    const errors: ConduitShardError[] = []
    for (const update of params.shards) {
      if (!/^\d+$/.test(update.id) || Number(update.id) >= conduit.shardCount) {
        errors.push({
          id: update.id,
          message: 'The shard id is outside the conduit’s range',
          code: 'invalid_parameter',
        })
        continue
      }
      const shard = shardFor(update, now())
      conduit.shards.set(shard.id, shard)
      changed.push(shard)
    }
    return envelope({ data: changed, errors }, 202)
  }),
]
