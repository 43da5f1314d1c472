import { banUser, getUsers } from 'tinyhelix'
import { h } from '../page/h.ts'
import { client } from '../twitch.ts'
import { InputError } from '../words/errors.ts'
import { actionForm, field, select } from './actionForm.ts'

interface BanForm {
  /** Whom, if that is settled. */
  readonly login?: string
  /** Called with for how many seconds; without it is for good. */
  readonly onBan: (seconds: number | undefined) => void
}

// #region how it is done
async function ban(login: string, reason: string, duration: number | undefined) {
  const [user] = await getUsers(client, { login })
  if (!user) throw new InputError(`There’s no Twitch user named ${login}.`)
  await banUser(client, { user_id: user.id, reason, duration }) // no duration: permanent
  return user.display_name
}
// #endregion

const durations = [
  [600, '10 minutes'],
  [3600, '1 hour'],
  [86_400, '1 day'],
  [604_800, '1 week'],
  [0, 'Permanent'],
] as const

/** Times someone out of one's own chat, or bans them: what a click does stands on the button, and the latter is confirmed. */
export function banForm({ login = '', onBan }: BanForm): HTMLFormElement {
  const name = h('input', {
    name: 'login',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
  })
  const duration = select('duration', durations, 600)
  const reason = h('input', {
    name: 'reason',
    maxLength: 500,
    placeholder: 'Optional, for moderators',
    autocomplete: 'off',
  })
  const sure = h('input', { type: 'checkbox', name: 'sure' })
  const confirmation = h('label', { className: 'confirmation' }, sure, 'Ban permanently, until you unban them')
  const button = h('button', { type: 'submit', className: 'button button-main' })
  const update = () => {
    const isPermanent = duration.value === '0'
    confirmation.hidden = !isPermanent
    sure.required = isPermanent
    button.textContent = isPermanent ? 'Ban' : 'Time out'
  }
  duration.onchange = update
  update()
  const form = actionForm({
    className: 'form-row',
    fields: [!login && field('Username', name), field('Duration', duration), field('Reason', reason), confirmation],
    submit: button,
    work: async data => {
      const seconds = Number(data.get('duration')) || undefined
      const whom = login || String(data.get('login')).trim().toLowerCase()
      const banned = await ban(whom, String(data.get('reason')), seconds)
      form.reset()
      update()
      onBan(seconds)
      return seconds ? `${banned} is timed out.` : `${banned} is banned.`
    },
  })
  return form
}
