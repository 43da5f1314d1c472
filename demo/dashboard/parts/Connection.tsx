import type { EventSubState } from 'tinyhelix/eventsub'
import { useEventSubState } from 'tinyhelix/react'
import { atHour } from '../words/times.ts'
import { useOnline } from './useOnline.ts'

const words: Record<EventSubState['status'] | 'offline', string> = {
  offline: 'Offline',
  idle: '',
  'signed-out': '',
  closed: '',
  connecting: 'Connecting …',
  live: 'Up to date',
  waiting: 'Reconnecting …',
}

/** Whether what is shown changes by itself, said quietly. */
export function Connection() {
  const isOnline = useOnline()
  const { status: reported, retryAt } = useEventSubState()
  // A socket notices only after some time.
  const status = !isOnline && reported !== 'signed-out' && reported !== 'closed' ? 'offline' : reported
  return (
    <p
      className={`connection connection-${status}`}
      role="status"
      title={retryAt ? `Next try at ${atHour(new Date(retryAt).toISOString())}` : undefined}
    >
      {words[status] && <span className="dot" />}
      <span className="words">{words[status]}</span>
    </p>
  )
}
