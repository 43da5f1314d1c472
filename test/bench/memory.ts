import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')

/** Frees what nothing refers to any more. */
export const collectGarbage: () => void = runInNewContext('gc')

/** Memory in use, garbage included. */
export const megabytesInUse = (): number => process.memoryUsage().heapUsed / 2 ** 20
