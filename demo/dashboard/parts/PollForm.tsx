import { useState } from 'react'
import { createPoll } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { span } from '../words/times.ts'
import { Action } from './Action.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

const most = 5

/** Starts a poll. */
export function PollForm({ onStart }: { onStart?: () => void }) {
  const toast = useToast()
  const create = useHelixMutation(createPoll)
  const [answers, setAnswers] = useState(2)
  const submit = (form: FormData) =>
    // An event may show the poll before Twitch answers, in place of this form.
    create
      .mutateAsync({
        title: `${form.get('title')}`,
        duration: Number(form.get('duration')),
        choices: form
          .getAll('answer')
          .filter(Boolean)
          .map(title => ({ title: `${title}` })),
      })
      .then(
        () => {
          toast('The poll has started.')
          onStart?.()
        },
        () => {},
      )
  return (
    <form
      className="form"
      onSubmit={event => {
        // An action would empty the form, also if Twitch refuses.
        event.preventDefault()
        if (!create.isPending) submit(new FormData(event.currentTarget))
      }}
    >
      <label className="field">
        Question
        <input name="title" required maxLength={60} autoComplete="off" />
      </label>
      {Array.from({ length: answers }, (_, index) => index + 1).map(number => (
        <label key={number} className="field">
          {number > 2 ? `Answer ${number} (optional)` : `Answer ${number}`}
          <input
            name="answer"
            required={number <= 2}
            maxLength={25}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: it was just asked for
            autoFocus={number > 2}
          />
        </label>
      ))}
      {answers < most && (
        <button type="button" className="button" onClick={() => setAnswers(answers + 1)}>
          Add an answer
        </button>
      )}
      <label className="field">
        Runs for
        <select name="duration" defaultValue={120}>
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
          Start the poll
        </Action>
      </div>
    </form>
  )
}
