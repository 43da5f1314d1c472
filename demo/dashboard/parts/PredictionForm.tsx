import { createPrediction } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { span } from '../words/times.ts'
import { Action } from './Action.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

/** Starts a prediction. */
export function PredictionForm({ onStart }: { onStart: () => void }) {
  const toast = useToast()
  const create = useHelixMutation(createPrediction)
  const submit = (form: FormData) =>
    create
      .mutateAsync({
        title: `${form.get('title')}`,
        prediction_window: Number(form.get('window')),
        outcomes: form.getAll('outcome').map(title => ({ title: `${title}` })),
      })
      .then(
        () => {
          toast('The prediction has started.')
          onStart()
        },
        () => {},
      )
  return (
    <form
      className="form"
      onSubmit={event => {
        event.preventDefault()
        if (!create.isPending) submit(new FormData(event.currentTarget))
      }}
    >
      <label className="field">
        Question
        <input name="title" required maxLength={45} autoComplete="off" />
      </label>
      {[1, 2].map(number => (
        <label key={number} className="field">
          Outcome {number}
          <input name="outcome" required maxLength={25} autoComplete="off" />
        </label>
      ))}
      <label className="field">
        Viewers can join for
        <select name="window" defaultValue={120}>
          {[30, 60, 120, 300, 600].map(seconds => (
            <option key={seconds} value={seconds}>
              {span(seconds)}
            </option>
          ))}
        </select>
      </label>
      <Trouble error={create.error} />
      <div className="form-end">
        <Action type="submit" className="button-main" isBusy={create.isPending}>
          Start the prediction
        </Action>
      </div>
    </form>
  )
}
