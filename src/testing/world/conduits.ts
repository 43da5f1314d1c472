import type { ConduitShard } from '../../endpoints/conduits/shard.ts'
import { perWorld, type World } from './world.ts'

/** A conduit, and whose it is. */
export interface KeptConduit {
  readonly id: string
  readonly clientId: string
  shardCount: number
  /** Those with a transport, by id. */
  readonly shards: Map<string, ConduitShard>
}

/** The conduits of all applications. May be changed. */
export const conduitsOf: (world: World) => KeptConduit[] = perWorld(() => [])
