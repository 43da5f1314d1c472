import type { HelixError } from 'tinyhelix'
import { remedyOf } from 'tinyhelix/query'
import { useHelixAuth } from 'tinyhelix/react'
import { wordsFor } from '../words/errors.ts'
import { Notice } from './Notice.tsx'
import { useAllow } from './useAllow.ts'

interface TroubleProps {
  readonly error: HelixError | null
  /** Does again what failed. */
  readonly retry?: () => unknown
  /** What it means here, where that is known better. */
  readonly text?: string | undefined
}

/** Says what went wrong, and offers the way on. */
export function Trouble({ error, retry, text }: TroubleProps) {
  const { signIn, session } = useHelixAuth()
  const allow = useAllow()
  if (!error) return null
  const remedy = remedyOf(error)
  const missing = error.missing ?? []
  if (remedy === 'allow' && missing.some(scope => session?.scopes?.includes(scope))) {
    return <Notice icon="check" title="Thanks, that’s allowed now" text="You can try again." role="status" />
  }
  const words = wordsFor(error)
  return (
    <Notice
      icon={remedy === 'allow' ? 'key' : 'warning'}
      title={words.title}
      text={text ?? words.text}
      role="alert"
      isBad={remedy !== 'allow'}
    >
      {remedy === 'allow' && (
        <button type="button" className="button" onClick={() => allow(missing.slice(0, 1))}>
          Allow it
        </button>
      )}
      {remedy === 'sign_in' && (
        <button type="button" className="button" onClick={() => signIn()}>
          Sign in again
        </button>
      )}
      {remedy === 'retry' && retry && (
        <button type="button" className="button" onClick={() => retry()}>
          Try again
        </button>
      )}
    </Notice>
  )
}
