import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { banUser, getUsers } from 'tinyhelix'
import { helixQuery } from 'tinyhelix/query'
import { useHelixClient, useHelixMutation } from 'tinyhelix/react'
import { toast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

const durations = [
  { seconds: 600, text: '10 minutes' },
  { seconds: 3600, text: '1 hour' },
  { seconds: 86_400, text: '1 day' },
  { seconds: 0, text: 'for good' },
]

/** Bans someone by name, or times them out. */
export function BanForm() {
  const client = useHelixClient()
  const queryClient = useQueryClient()
  const ban = useHelixMutation(banUser)
  const [unknown, setUnknown] = useState('')

  async function submit(form: FormData) {
    const login = `${form.get('login')}`.trim().toLowerCase()
    const users = await queryClient.fetchQuery(helixQuery(client, getUsers, { login })).catch(() => [])
    setUnknown(users[0] ? '' : login)
    if (!users[0]) return
    const { id: user_id, display_name } = users[0]
    const duration = Number(form.get('duration')) || undefined
    // What went wrong is in `ban.error`.
    await ban.mutateAsync({ user_id, duration, reason: `${form.get('reason')}` }).then(
      () => toast(`${display_name} is kept out of your chat.`),
      () => {},
    )
  }

  return (
    <form className="card panel form form-row" action={submit}>
      <h2>Ban someone</h2>
      <fieldset>
        <label className="field">
          <span>Who</span>
          <input name="login" required autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </label>
        <label className="field">
          <span>How long</span>
          <select name="duration">
            {durations.map(({ seconds, text }) => (
              <option key={seconds} value={seconds}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Reason</span>
          <input name="reason" maxLength={500} placeholder="Such as: spam" autoComplete="off" />
        </label>
        <div className="form-end">
          <button type="submit" className="button button-main">
            Ban
          </button>
        </div>
        <div className="trouble">
          {unknown && <p role="alert">Twitch knows nobody with the name {unknown}.</p>}
          {ban.error && <Trouble error={ban.error} />}
        </div>
      </fieldset>
    </form>
  )
}
