import { endPoll, type Poll } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { clock } from '../words/times.ts'
import { Action } from './Action.tsx'
import { Bars, votesOf } from './Bars.tsx'
import { toast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'
import { useNow } from './useNow.ts'

export function RunningPoll({ poll }: { poll: Poll }) {
  const now = useNow(1000)
  const end = useHelixMutation(endPoll)
  const left = Math.max(0, (Date.parse(poll.started_at) - now) / 1000 + poll.duration)
  // An event may end it on this page before Twitch answers, and with it what `mutate` would call.
  const stop = () =>
    end.mutateAsync({ id: poll.id, status: 'TERMINATED' }).then(
      () => toast('The poll has ended.'),
      () => {},
    )
  return (
    <>
      <header>
        <h2>{poll.title}</h2>
        <span className="tag tag-live">Running</span>
      </header>
      <Bars poll={poll} />
      <Trouble error={end.error} />
      <div className="form-end">
        <span className="muted">
          {counted(votesOf(poll), 'vote')} · {clock(left)} left
        </span>
        <Action isBusy={end.isPending} onClick={stop}>
          End the poll
        </Action>
      </div>
    </>
  )
}
