import { useEventSubState } from 'tinyhelix/react'
import { atHour } from '../words/times.ts'
import { Notice } from './Notice.tsx'

/** Says why nothing changes by itself, if that lasts, and what can be done. */
export function EventTrouble() {
  const { status, error, retryAt, subscriptions } = useEventSubState()
  const reason = error ?? subscriptions.find(({ error }) => error?.code === 'rate_limited')?.error
  if (reason?.code !== 'rate_limited' || status === 'closed') return null
  const again = retryAt ? ` This page tries again at ${atHour(new Date(retryAt).toISOString())}.` : ''
  return (
    <Notice
      icon="warning"
      title="Too many pages are open"
      text={`Twitch updates three pages of an account at once. Close another dashboard or overlay, and this one goes on.${again}`}
      role="alert"
      isBad
    />
  )
}
