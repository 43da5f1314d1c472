import { getStreamKey } from '../../../endpoints/streams/getStreamKey.ts'
import { letterCode } from '../../world/random.ts'
import { one } from '../response.ts'
import { type Family, route } from '../route.ts'

export const streamKey: Family = [
  route(getStreamKey, ({ world, broadcaster }) =>
    one({ stream_key: `live_${broadcaster.id}_${letterCode(30, world.seed, 'stream key', broadcaster.id)}` }),
  ),
]
