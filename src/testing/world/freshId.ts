import { uuid } from './random.ts'
import { perWorld, type World } from './world.ts'

const countIn = perWorld(() => ({ made: 0 }))

/** An id for something that is written now: no two of a world are the same, also after some were deleted. */
export const freshId = (world: World, kind: string): string => uuid(world.seed, kind, countIn(world).made++, 'made')
