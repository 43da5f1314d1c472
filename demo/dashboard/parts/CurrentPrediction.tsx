import { useState } from 'react'
import { type EndPredictionParams, endPrediction, getPredictions, type Prediction } from 'tinyhelix'
import { useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { counted, share } from '../words/numbers.ts'
import { Action } from './Action.tsx'
import { Dialog } from './Dialog.tsx'
import { PredictionForm } from './PredictionForm.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

/** The outcomes of a prediction and their points. The one that leads stands out. */
function Outcomes({ outcomes }: Prediction) {
  const all = outcomes.reduce((sum, { channel_points }) => sum + channel_points, 0)
  const most = Math.max(...outcomes.map(({ channel_points }) => channel_points))
  return (
    <ol className="bars">
      {outcomes.map(({ id, title, channel_points, users }) => (
        <li key={id} className={all && channel_points === most ? 'bar-of-poll leads' : 'bar-of-poll'}>
          <span>{title}</span>
          <span title={`${counted(channel_points, 'point')} of ${counted(users, 'viewer')}`}>
            {share(channel_points, all)}
          </span>
          <span className="track">
            <span className="fill" style={{ inlineSize: share(channel_points, all) }} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function OpenPrediction({ prediction }: { prediction: Prediction }) {
  const toast = useToast()
  const { id, title, status, created_at, prediction_window, outcomes } = prediction
  const end = useHelixMutation(endPrediction)
  const [isChoosing, setChoosing] = useState(false)
  const isActive = status === 'ACTIVE'
  const points = outcomes.reduce((sum, { channel_points }) => sum + channel_points, 0)
  // An event may end it on this page before Twitch answers, and with it what `mutate` would call.
  const to = (params: Omit<EndPredictionParams, 'id'>, text: string) =>
    end.mutateAsync({ id, ...params }).then(
      () => toast(text),
      () => {},
    )
  return (
    <>
      <header>
        <h2>{title}</h2>
        <span className={isActive ? 'tag tag-live' : 'tag'}>{isActive ? 'Running' : 'Locked'}</span>
      </header>
      <Outcomes {...prediction} />
      <p className="line muted">
        <span>{counted(points, 'point')}</span>
        {isActive && <TimeLeft until={Date.parse(created_at) + prediction_window * 1000} />}
      </p>
      <Trouble error={end.error} />
      <div className="form-end">
        <Action isBusy={end.isPending} onClick={() => to({ status: 'CANCELED' }, 'The points were refunded.')}>
          Cancel it
        </Action>
        {isActive && (
          <Action isBusy={end.isPending} onClick={() => to({ status: 'LOCKED' }, 'Nobody can join any more.')}>
            Lock
          </Action>
        )}
        <Action className="button-main" isBusy={end.isPending} onClick={() => setChoosing(true)}>
          Choose outcome
        </Action>
      </div>
      {isChoosing && (
        <Dialog title={title} onClose={() => setChoosing(false)}>
          <p>Choose the right outcome. Viewers who chose it get all points.</p>
          {outcomes.map(outcome => (
            <Action
              key={outcome.id}
              onClick={() => {
                setChoosing(false)
                void to({ status: 'RESOLVED', winning_outcome_id: outcome.id }, `“${outcome.title}” has won.`)
              }}
            >
              {outcome.title}
            </Action>
          ))}
        </Dialog>
      )}
    </>
  )
}

/** The prediction that is open now, or the way to start one. */
export function CurrentPrediction() {
  const { data, error, refetch } = useHelixQuery(getPredictions, { first: 10 }, { live: true })
  const [isAsking, setAsking] = useState(false)
  const open = data?.find(({ status }) => status === 'ACTIVE' || status === 'LOCKED')
  return (
    <section className="card" tabIndex={-1} aria-label="Current prediction">
      <Trouble error={error} retry={refetch} />
      {open ? (
        <OpenPrediction key={open.id} prediction={open} />
      ) : (
        <>
          <h2>Prediction</h2>
          {data ? (
            <p className="line">
              <span className="muted">No prediction is running.</span>
              <button type="button" className="button" onClick={() => setAsking(true)}>
                Start a prediction
              </button>
            </p>
          ) : (
            !error && <div className="bone bone-line" />
          )}
        </>
      )}
      {isAsking && (
        <Dialog title="New prediction" onClose={() => setAsking(false)}>
          <PredictionForm onStart={() => setAsking(false)} />
        </Dialog>
      )}
    </section>
  )
}
