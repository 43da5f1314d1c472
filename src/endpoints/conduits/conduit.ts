import { number, object, string } from '../../schema/object.ts'

/** A conduit distributes EventSub events over its shards. Each shard has a transport. */
export interface Conduit {
  id: string
  shard_count: number
}

export const conduit = object<Conduit>({ id: string, shard_count: number })
