import type { HelixError } from 'tinyhelix'
import { remedyOf } from 'tinyhelix/query'
import { words } from './index.ts'

/** What an error means to a viewer, who knows nothing of APIs, and whether it helps to try again. */
export function wordsFor(error: HelixError) {
  const remedy = remedyOf(error)
  const kind =
    error.code === 'rate_limited' ? error.code : remedy === 'retry' || remedy === 'sign_in' ? remedy : 'other'
  const [title, text] = words.errors[kind]
  return { title, text, canRetry: kind === 'retry' || kind === 'rate_limited' }
}
