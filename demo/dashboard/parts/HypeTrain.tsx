import { getHypeTrainStatus } from 'tinyhelix'
import { useHelixQuery } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { Meter } from './Meter.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { Trouble } from './Trouble.tsx'
import { useNow } from './useNow.ts'

/** The Hype Train, while one runs. */
export function HypeTrain() {
  const { data, error, refetch } = useHelixQuery(
    getHypeTrainStatus,
    {},
    { live: true, select: ({ current }) => current },
  )
  // Twitch's event of the end may be missing.
  const now = useNow(5000)
  const ends = data ? Date.parse(data.expires_at) : 0
  if (error && !data) return <Trouble error={error} retry={refetch} />
  if (!data || ends <= now) return null
  const [best] = data.top_contributions
  return (
    <section className="card" aria-label="Hype Train">
      <header>
        <h2>Hype Train</h2>
        <span className="tag tag-live">Level {data.level}</span>
      </header>
      <Meter label="Progress to the next level" value={data.progress} max={data.goal} />
      <p className="line muted">
        <span>
          {data.progress.toLocaleString('en')} of {counted(data.goal, 'point')}
        </span>
        <TimeLeft until={ends} />
      </p>
      {best && (
        <p className="muted">
          Most from {best.user_name}: {counted(best.total, 'point')}
        </p>
      )}
    </section>
  )
}
