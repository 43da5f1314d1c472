import { getStreamKey } from '../../endpoints/streams/getStreamKey.ts'
import { letterCode } from '../world/random.ts'
import { one } from './answer.ts'
import { answer, type Family } from './route.ts'

export const streamKey: Family = [
  answer(getStreamKey, ({ world, broadcaster }) =>
    one({ stream_key: `live_${broadcaster.id}_${letterCode(30, world.seed, 'stream key', broadcaster.id)}` }),
  ),
]
