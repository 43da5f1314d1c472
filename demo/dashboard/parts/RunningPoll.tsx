import { endPoll, type Poll } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { counted } from '../words/numbers.ts'
import { Action } from './Action.tsx'
import { Bars, votesOf } from './Bars.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

export function RunningPoll({ poll }: { poll: Poll }) {
  const toast = useToast()
  const end = useHelixMutation(endPoll)
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
          {counted(votesOf(poll), 'vote')} · <TimeLeft until={Date.parse(poll.started_at) + poll.duration * 1000} />
        </span>
        <Action isBusy={end.isPending} onClick={stop}>
          End the poll
        </Action>
      </div>
    </>
  )
}
