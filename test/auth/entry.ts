// What these tests need beside the library's exports: the readers of what strangers can write, and where users land.
export { restoreURL } from '../../src/auth/landing.ts'
export { readRedirect, sameOrigin } from '../../src/auth/redirect.ts'
export { readEntry } from '../../src/auth/storedEntry.ts'
export { fromWallTime } from '../../src/clock.ts'
