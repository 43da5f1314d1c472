import type { ReactNode } from 'react'
import { Avatar } from './Avatar.tsx'

interface PersonRowProps {
  readonly userId: string
  readonly name: string
  readonly mark?: ReactNode
  readonly about: string
  /** What can be done. */
  readonly actions?: ReactNode
  /** What went wrong with it. */
  readonly children?: ReactNode
}

/** Somebody in a list. */
export const PersonRow = ({ userId, name, mark, about, actions, children }: PersonRowProps) => (
  <div className="row">
    <Avatar userId={userId} />
    <div className="row-main">
      <strong>{name}</strong> {mark}
      <p className="muted">{about}</p>
    </div>
    {actions && <div className="row-actions">{actions}</div>}
    {children}
  </div>
)
