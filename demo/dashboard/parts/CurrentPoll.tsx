import { useState } from 'react'
import { getPolls } from 'tinyhelix'
import { useHelixQuery } from 'tinyhelix/react'
import { Dialog } from './Dialog.tsx'
import { PollForm } from './PollForm.tsx'
import { RunningPoll } from './RunningPoll.tsx'
import { Trouble } from './Trouble.tsx'

/** The poll that runs now, or the way to start one. */
export function CurrentPoll() {
  const { data, error, refetch } = useHelixQuery(getPolls, { first: 10 }, { live: true })
  const [isAsking, setAsking] = useState(false)
  const running = data?.find(({ status }) => status === 'ACTIVE')
  return (
    <section className="card" tabIndex={-1} aria-label="Current poll">
      <Trouble error={error} retry={refetch} />
      {running ? (
        <RunningPoll poll={running} />
      ) : (
        <>
          <header>
            <h2>Poll</h2>
            <a href="#/polls">
              All<span className="unseen"> polls</span>
            </a>
          </header>
          {data ? (
            <p className="line">
              <span className="muted">No poll is running.</span>
              <button type="button" className="button" onClick={() => setAsking(true)}>
                Start a poll
              </button>
            </p>
          ) : (
            !error && <div className="bone bone-line" />
          )}
        </>
      )}
      {isAsking && (
        <Dialog title="New poll" onClose={() => setAsking(false)}>
          <PollForm onStart={() => setAsking(false)} />
        </Dialog>
      )}
    </section>
  )
}
