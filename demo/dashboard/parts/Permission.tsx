import type { ReactNode } from 'react'
import type { NeedsScopes } from 'tinyhelix'
import { useHelixPermission } from 'tinyhelix/react'
import { Notice } from './Notice.tsx'
import { useAllow } from './useAllow.ts'

interface PermissionProps {
  /** What `children` call. */
  readonly endpoints: readonly NeedsScopes[]
  /** What it is for, to finish "Allow the dashboard to …". */
  readonly purpose: string
  readonly children: ReactNode
}

/** Asks for the scopes that a feature needs, when it is first opened. */
export function Permission({ endpoints, purpose, children }: PermissionProps) {
  const { granted, missing } = useHelixPermission(...endpoints)
  const allow = useAllow()
  if (granted !== false) return children
  return (
    <Notice icon="key" title={`Allow the dashboard to ${purpose}`} text="Twitch will ask you to confirm.">
      <button type="button" className="button button-main" onClick={() => allow(missing)}>
        Allow it
      </button>
    </Notice>
  )
}
