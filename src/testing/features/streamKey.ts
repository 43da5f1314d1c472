import { getStreamKey } from '../../endpoints/streams/getStreamKey.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { letterCode } from '../world/random.ts'
import type { Feature } from './feature.ts'

export const streamKey: Feature = [
  route(getStreamKey, ({ world, broadcaster }) =>
    one({ stream_key: `live_${broadcaster.id}_${letterCode(30, world.seed, 'stream key', broadcaster.id)}` }),
  ),
]
