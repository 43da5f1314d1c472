import { banUser, getUsers } from 'tinyhelix'
import { h } from '../page/h.ts'
import { client } from '../twitch.ts'
import { actionForm, field, select } from './actionForm.ts'

interface BanForm {
  /** Whom, if that is settled. */
  readonly login?: string
  readonly onBan: () => void
}

// #region how it is done
async function ban(login: string, reason: string, duration: number | undefined) {
  const [user] = await getUsers(client, { login })
  if (!user) throw new Error(`Twitch knows nobody with the name ${login}.`)
  await banUser(client, { user_id: user.id, reason, duration }) // no duration: for good
  return user.display_name
}
// #endregion

const durations = [
  [600, '10 minutes'],
  [3600, '1 hour'],
  [86_400, '1 day'],
  [604_800, '1 week'],
  [0, 'for good'],
] as const

/** Bans someone from one's own chat, or times them out. */
export function banForm({ login = '', onBan }: BanForm): HTMLFormElement {
  const name = h('input', {
    name: 'login',
    value: login,
    readOnly: Boolean(login),
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
  })
  const reason = h('input', {
    name: 'reason',
    maxLength: 500,
    placeholder: 'Such as: spam',
    autocomplete: 'off',
  })
  const form = actionForm({
    className: 'form-row',
    fields: [field('Who', name), field('How long', select('duration', durations, 600)), field('Reason', reason)],
    submit: 'Ban',
    work: async data => {
      const duration = Number(data.get('duration')) || undefined
      const banned = await ban(String(data.get('login')).trim().toLowerCase(), String(data.get('reason')), duration)
      form.reset()
      onBan()
      return `${banned} is kept out of your chat.`
    },
  })
  return form
}
