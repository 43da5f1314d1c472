import { afterAll } from 'vitest'
import { followTimers } from './timersOfFile.ts'

// A socket of a fake closes some time after its component has gone. When the page environment has ended, it would throw.
afterAll(followTimers())
