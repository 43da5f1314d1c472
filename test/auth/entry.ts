// Internals that these tests need in addition to the exports: the readers of untrusted input, and of the landing page.
export { restoreURL } from '../../src/auth/landing.ts'
export { readRedirect, sameOrigin } from '../../src/auth/redirect.ts'
export { readEntry } from '../../src/auth/storedEntry.ts'
export { fromWallTime } from '../../src/clock.ts'
