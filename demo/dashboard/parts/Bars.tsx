import type { Poll } from 'tinyhelix'
import { counted, share } from '../words/numbers.ts'

export const votesOf = ({ choices }: Poll): number => choices.reduce((sum, { votes }) => sum + votes, 0)

/** The answers of a poll and their votes. The one that leads stands out. */
export function Bars({ poll }: { poll: Poll }) {
  const all = votesOf(poll)
  const most = Math.max(...poll.choices.map(({ votes }) => votes))
  return (
    <ol className="bars">
      {poll.choices.map(({ id, title, votes }) => (
        <li key={id} className={all && votes === most ? 'bar-of-poll leads' : 'bar-of-poll'}>
          <span>{title}</span>
          <span title={counted(votes, 'vote')}>{share(votes, all)}</span>
          <span className="track">
            <span className="fill" style={{ inlineSize: share(votes, all) }} />
          </span>
        </li>
      ))}
    </ol>
  )
}
