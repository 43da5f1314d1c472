import { createPoll } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { span } from '../shared/text/times.ts'
import { Trouble } from './Trouble.tsx'

/** Begins a poll. */
export function PollForm() {
  const create = useHelixMutation(createPoll)
  const submit = (form: FormData) =>
    create.mutate({
      title: `${form.get('title')}`,
      duration: Number(form.get('duration')),
      choices: form
        .getAll('answer')
        .filter(Boolean)
        .map(title => ({ title: `${title}` })),
    })
  return (
    <form
      className="card panel form poll-form"
      onSubmit={event => {
        // An action would empty the form, also if Twitch refuses.
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <h2>Ask your viewers</h2>
      <fieldset disabled={create.isPending}>
        <label className="field">
          <span>Question</span>
          <input name="title" required maxLength={60} autoComplete="off" />
        </label>
        <label className="field">
          <span>Runs for</span>
          <select name="duration" defaultValue={120}>
            {[30, 60, 120, 300, 600].map(seconds => (
              <option key={seconds} value={seconds}>
                {span(seconds)}
              </option>
            ))}
          </select>
        </label>
        <div className="answers">
          {[1, 2, 3, 4].map(number => (
            <label key={number} className="field">
              <span>Answer {number}</span>
              <input
                name="answer"
                required={number <= 2}
                placeholder={number > 2 ? 'If there is one more' : ''}
                maxLength={25}
                autoComplete="off"
              />
            </label>
          ))}
        </div>
        {create.error && <Trouble error={create.error} />}
        <div className="form-end">
          <button type="submit" className="button button-main">
            Start the poll
          </button>
        </div>
      </fieldset>
    </form>
  )
}
