// Internals that these tests need besides the exports: functions that read untrusted input and landing pages.
export { restoreURL } from '../../src/auth/landing.ts'
export { readRedirect, sameOrigin } from '../../src/auth/redirect.ts'
export { readEntry } from '../../src/auth/storedEntry.ts'
export { fromWallTime } from '../../src/clock.ts'
