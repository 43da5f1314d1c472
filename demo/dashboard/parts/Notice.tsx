import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface NoticeProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  /** `alert` reads it out at once. */
  readonly role?: 'alert' | 'status'
  /** Whether something went wrong. */
  readonly isBad?: boolean
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** A notice, at the place that it is about. */
export const Notice = ({ icon, title, text, role, isBad = false, children }: NoticeProps) => (
  <div className={isBad ? 'notice notice-bad' : 'notice'} role={role}>
    <Icon name={icon} />
    <div className="notice-text">
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
    {children}
  </div>
)
