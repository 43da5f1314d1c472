import { endPoll, getPolls, type Poll } from 'tinyhelix'
import { useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { counted, share } from '../shared/text/numbers.ts'
import { clock, fromNow } from '../shared/text/times.ts'
import { Permission } from './Permission.tsx'
import { PollForm } from './PollForm.tsx'
import { Trouble } from './Trouble.tsx'

const votesOf = ({ choices }: Poll) => choices.reduce((sum, { votes }) => sum + votes, 0)

function Bars({ poll }: { poll: Poll }) {
  const all = votesOf(poll)
  const most = Math.max(...poll.choices.map(({ votes }) => votes))
  return (
    <ol className="bars">
      {poll.choices.map(({ id, title, votes }) => (
        <li key={id} className={votes === most && all ? 'choice choice-leads' : 'choice'}>
          <span className="choice-fill" style={{ inlineSize: share(votes, all) }} />
          <span>{title}</span>
          <span title={counted(votes, 'vote')}>{share(votes, all)}</span>
        </li>
      ))}
    </ol>
  )
}

function RunningPoll({ poll, now }: { poll: Poll; now: number }) {
  const end = useHelixMutation(endPoll)
  const left = Date.parse(poll.started_at) / 1000 + poll.duration - now / 1000
  return (
    <section className="card panel poll poll-running">
      <header>
        <h2>{poll.title}</h2>
        <span className="badge badge-live">Running</span>
      </header>
      <Bars poll={poll} />
      {end.error && <Trouble error={end.error} />}
      <div className="form-end">
        <span className="muted">
          {counted(votesOf(poll), 'vote')} · {clock(Math.max(0, left))} left
        </span>
        <button
          type="button"
          className="button button-main"
          disabled={end.isPending}
          onClick={() => end.mutate({ id: poll.id, status: 'TERMINATED' })}
        >
          End the poll
        </button>
      </div>
    </section>
  )
}

const endings: Readonly<Record<string, string>> = {
  COMPLETED: 'Ended',
  TERMINATED: 'Ended early',
  ARCHIVED: 'Hidden',
  MODERATED: 'Removed by Twitch',
}

const PastPoll = ({ poll }: { poll: Poll }) => (
  <article className="card panel poll">
    <header>
      <h3>{poll.title}</h3>
      <span className="tag">{endings[poll.status] ?? poll.status}</span>
    </header>
    <Bars poll={poll} />
    <p className="muted">
      {counted(votesOf(poll), 'vote')} · {fromNow(poll.started_at)}
    </p>
  </article>
)

const skeleton = (
  <>
    <div className="card panel bone" />
    <div className="grid grid-polls">
      <div className="card panel bone" />
      <div className="card panel bone" />
      <div className="card panel bone" />
    </div>
  </>
)

function List() {
  const { data, error, refetch, dataUpdatedAt } = useHelixQuery(
    getPolls,
    { first: 10 },
    // Votes come in while a poll runs; afterwards nothing changes.
    { refetchInterval: ({ state: { data } }) => data?.[0]?.status === 'ACTIVE' && 2000 },
  )
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : skeleton
  const running = data.find(({ status }) => status === 'ACTIVE')
  const past = data.filter(poll => poll !== running)
  return (
    <>
      {running ? <RunningPoll poll={running} now={dataUpdatedAt} /> : <PollForm />}
      <div className="grid grid-polls">
        {past.map(poll => (
          <PastPoll key={poll.id} poll={poll} />
        ))}
      </div>
    </>
  )
}

export const Polls = () => (
  <Permission endpoints={[getPolls, endPoll]} purpose="to run polls for you">
    <List />
  </Permission>
)
