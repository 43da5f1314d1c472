import { endPoll, getPolls, type Poll } from 'tinyhelix'
import { livePolls } from 'tinyhelix/query/live'
import { useHelixQuery } from 'tinyhelix/react'
import { Bars, votesOf } from '../parts/Bars.tsx'
import { Permission } from '../parts/Permission.tsx'
import { PollForm } from '../parts/PollForm.tsx'
import { RunningPoll } from '../parts/RunningPoll.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { counted } from '../words/numbers.ts'
import { fromNow } from '../words/times.ts'

const endings: Readonly<Record<string, string>> = {
  COMPLETED: 'Ended',
  TERMINATED: 'Ended early',
  ARCHIVED: 'Hidden',
  MODERATED: 'Removed by Twitch',
}

const PastPoll = ({ poll }: { poll: Poll }) => (
  <li className="card">
    <header>
      <h3>{poll.title}</h3>
      <span className="tag">{endings[poll.status] ?? 'Ended'}</span>
    </header>
    <Bars poll={poll} />
    <p className="muted">
      {counted(votesOf(poll), 'vote')} · {fromNow(poll.started_at)}
    </p>
  </li>
)

function List() {
  const { data, error, refetch } = useHelixQuery(getPolls, { first: 10 }, { live: true })
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <div className="card bone" />
  const running = data.find(({ status }) => status === 'ACTIVE')
  const past = data.filter(poll => poll !== running)
  return (
    <>
      <section className="card" tabIndex={-1} aria-label="Current poll">
        {running ? (
          <RunningPoll poll={running} />
        ) : (
          <>
            <h2>New poll</h2>
            <PollForm />
          </>
        )}
      </section>
      {past.length > 0 && (
        <section>
          <h2>Earlier polls</h2>
          <ul className="cards">
            {past.map(poll => (
              <PastPoll key={poll.id} poll={poll} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export const Polls = () => (
  <Permission endpoints={[getPolls, endPoll, livePolls]} purpose="run polls">
    <List />
  </Permission>
)
