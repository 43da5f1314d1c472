import { getChannelInformation, getStreams } from 'tinyhelix'
import { useHelixAuth, useHelixQuery } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { clock } from '../words/times.ts'
import { Icon } from './Icon.tsx'
import { Trouble } from './Trouble.tsx'
import { useNow } from './useNow.ts'

function Uptime({ since }: { since: string }) {
  const now = useNow(1000)
  return <>{clock(Math.max(0, now - Date.parse(since)) / 1000)}</>
}

/** Whether the own channel is live, to how many and for how long, and what viewers read of it. */
export function StreamState() {
  const { session } = useHelixAuth()
  const userId = session?.userId
  const {
    data: channel,
    error,
    refetch,
  } = useHelixQuery(getChannelInformation, userId ? { broadcaster_id: userId } : null, {
    live: true,
    select: ([channel]) => channel ?? null,
  })
  const { data: stream } = useHelixQuery(getStreams, userId ? { user_id: userId } : null, {
    live: true,
    select: ([stream]) => stream ?? null,
    // No event tells how many are watching.
    refetchInterval: ({ state }) => !!state.data?.length && 60_000,
  })
  if (!channel) return error ? <Trouble error={error} retry={refetch} /> : <div className="card bone" />
  return (
    <section className="card line" aria-label="Your stream">
      <div>
        <p className="facts">
          {stream ? (
            <>
              <span className="tag tag-live">Live</span>
              <span>
                for <Uptime since={stream.started_at} /> · {counted(stream.viewer_count, 'viewer')}
              </span>
            </>
          ) : (
            stream === null && <span className="tag">Offline</span>
          )}
        </p>
        <h2>{channel.title || 'No title yet'}</h2>
        <p className="muted">{channel.game_name || 'No category'}</p>
      </div>
      <a className="button" href="#/stream">
        <Icon name="pen" />
        Edit<span className="unseen"> title and category</span>
      </a>
    </section>
  )
}
