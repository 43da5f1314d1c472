import { HelixError, type HelixErrorCode, type HelixErrorDetails } from 'tinyhelix'
import { type Remedy, remedyOf } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'

const remedies: Record<HelixErrorCode, Remedy | null> = {
  network: 'retry',
  timeout: 'retry',
  server_error: 'retry',
  rate_limited: 'retry',
  token: 'sign_in',
  unauthorized: 'sign_in',
  sign_in: 'sign_in',
  scope: 'allow',
  bad_request: null,
  forbidden: null,
  not_found: null,
  conflict: null,
  gone: null,
  unprocessable: null,
  http: null,
  parameter: null,
  schema: null,
  revoked: null,
  bits: null,
}

describe('remedyOf', () => {
  it.each(Object.entries(remedies))('the remedy of the code %s is %s', (code, remedy) => {
    // Each key of the table is a code.
    expect(remedyOf(new HelixError(code as HelixErrorCode, 'It failed.'))).toBe(remedy)
  })

  it.each([
    ['denied', null],
    ['cancelled', null],
    ['popup_closed', 'sign_in'],
    ['timeout', 'sign_in'],
  ])('the remedy of a sign-in that ended as %s is %s', (reason, remedy) => {
    const details: HelixErrorDetails = Object({ reason })
    expect(remedyOf(new HelixError('sign_in', 'No session.', details))).toBe(remedy)
  })

  it.each([
    undefined,
    null,
    'network',
    new TypeError('fetch failed'),
    new DOMException('Aborted', 'AbortError'),
    { code: 'network' },
    { name: 'HelixError', code: 'toString' },
  ])('another error has no remedy: %s', error => {
    expect(remedyOf(error)).toBeNull()
  })

  it('an error of another copy of this library has the same remedy', () => {
    expect(remedyOf(Object.assign(new Error('Offline.'), { name: 'HelixError', code: 'network' }))).toBe('retry')
  })
})
