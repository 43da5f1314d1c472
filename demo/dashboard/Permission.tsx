import type { ReactNode } from 'react'
import { type NeedsScopes, scopesFor } from 'tinyhelix'
import { useHelixAuth } from 'tinyhelix/react'
import { Icon } from './Icon.tsx'

interface PermissionProps {
  /** What `children` call. */
  readonly endpoints: readonly NeedsScopes[]
  /** What it is for, to finish "to …". */
  readonly purpose: string
  readonly children: ReactNode
}

/** Asks for the scopes that a feature needs, when it is first opened. */
export function Permission({ endpoints, purpose, children }: PermissionProps) {
  const { session, signIn } = useHelixAuth()
  const missing = scopesFor(...endpoints).filter(scope => !session?.scopes?.includes(scope))
  if (!missing.length) return children
  return (
    <div className="notice notice-empty">
      <Icon name="key" />
      <div>
        <strong>Twitch asks you first</strong>
        <p>A permission is needed {purpose}. You come back here.</p>
      </div>
      <button type="button" className="button button-main" onClick={() => signIn({ scopes: missing })}>
        Allow it
      </button>
    </div>
  )
}
