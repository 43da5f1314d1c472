import { getStreams } from 'tinyhelix'
import { useHelixAuth, useHelixQuery } from 'tinyhelix/react'
import { counted } from '../shared/text/numbers.ts'

/** Whether one's own channel is live now, and to how many. */
export function OwnStream() {
  const { session } = useHelixAuth()
  const { data: stream } = useHelixQuery(getStreams, session?.userId ? { user_id: session.userId } : null, {
    select: ([stream]) => stream ?? null,
    refetchInterval: 60_000,
  })
  if (stream === undefined) return null
  return stream ? (
    <span className="badge badge-live" title={stream.title}>
      Live · {counted(stream.viewer_count, 'viewer')}
    </span>
  ) : (
    <span className="tag">Offline</span>
  )
}
