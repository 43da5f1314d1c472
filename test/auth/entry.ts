// What these tests need beside the library's exports: the readers of what strangers can write.
export { readRedirect, sameOrigin } from '../../src/auth/redirect.ts'
export { readEntry } from '../../src/auth/storedEntry.ts'
