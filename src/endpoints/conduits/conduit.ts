import { number, object, string } from '../../schema/object.ts'

/** Spreads EventSub events over its shards, each of which has a transport. */
export interface Conduit {
  id: string
  shard_count: number
}

export const conduit = object<Conduit>({ id: string, shard_count: number })
