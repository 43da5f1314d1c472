import { uuid } from './random.ts'
import { perWorld, type World } from './world.ts'

const countIn = perWorld(() => ({ made: 0 }))

/** A new id. Ids of a world never repeat, even after deletions. */
export const freshId = (world: World, kind: string): string => uuid(world.seed, kind, countIn(world).made++, 'made')
