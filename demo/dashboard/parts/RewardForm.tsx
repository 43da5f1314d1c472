import { createCustomReward } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { Action } from './Action.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

/** Makes a reward. Its redemptions can then be dealt with here. */
export function RewardForm({ onDone }: { onDone: () => void }) {
  const toast = useToast()
  const create = useHelixMutation(createCustomReward)
  const submit = (form: FormData) => {
    const prompt = `${form.get('prompt')}`.trim()
    create.mutate(
      {
        title: `${form.get('title')}`,
        cost: Number(form.get('cost')),
        ...(prompt && { prompt, is_user_input_required: true }),
      },
      {
        onSuccess: ({ title }) => {
          toast(`Viewers can now redeem ${title}.`)
          onDone()
        },
      },
    )
  }
  return (
    <form
      className="form"
      onSubmit={event => {
        event.preventDefault()
        if (!create.isPending) submit(new FormData(event.currentTarget))
      }}
    >
      <label className="field">
        Name
        <input name="title" required maxLength={45} autoComplete="off" />
      </label>
      <label className="field">
        Cost in channel points
        <input name="cost" type="number" required min={1} step={1} defaultValue={500} />
      </label>
      <label className="field">
        Ask viewers for (optional)
        <input name="prompt" maxLength={200} placeholder="A song title, for example" autoComplete="off" />
      </label>
      <Trouble error={create.error} />
      <div className="form-end">
        <Action type="submit" className="button-main" isBusy={create.isPending}>
          Create reward
        </Action>
      </div>
    </form>
  )
}
