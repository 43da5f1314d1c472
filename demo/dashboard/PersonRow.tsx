import type { ReactNode } from 'react'
import { Avatar } from './Avatar.tsx'

interface PersonRowProps {
  readonly userId: string
  readonly name: string
  readonly mark?: ReactNode
  readonly about: string
  /** What can be done. */
  readonly children?: ReactNode
}

/** Somebody in a list. */
export const PersonRow = ({ userId, name, mark, about, children }: PersonRowProps) => (
  <article className="card row">
    <Avatar userId={userId} />
    <div className="row-main">
      <h3>
        <span className="one-line">{name}</span> {mark}
      </h3>
      <p className="muted one-line">{about}</p>
    </div>
    <div className="actions">{children}</div>
  </article>
)

export const personSkeleton = (
  <div className="card row">
    <div className="avatar bone" />
    <div className="row-main">
      <div className="bone line" />
      <div className="bone line line-short" />
    </div>
  </div>
)
