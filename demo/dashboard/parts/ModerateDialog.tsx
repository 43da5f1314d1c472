import { useState } from 'react'
import { banUser, deleteChatMessages, warnChatUser } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { span } from '../words/times.ts'
import { Action } from './Action.tsx'
import { Dialog } from './Dialog.tsx'
import { Permission } from './Permission.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'
import { type Person, useBan } from './useBan.ts'

interface ModerateDialogProps {
  readonly person: Person
  /** What they said, if it is about that. */
  readonly message?: { readonly id: string; readonly text: string } | undefined
  readonly onClose: () => void
}

const timeouts = [60, 600, 3600, 86_400, 604_800]

const choices = {
  remove: { label: 'Delete this message', button: 'Delete message' },
  timeout: { label: 'Time out', button: 'Time out' },
  ban: { label: 'Ban permanently', button: 'Ban' },
  warn: { label: 'Send a warning', button: 'Send warning' },
} as const

type Choice = keyof typeof choices

/** What a moderator can do about somebody. It happens only once it is confirmed here. */
export function ModerateDialog({ person, message, onClose }: ModerateDialogProps) {
  const toast = useToast()
  const [choice, setChoice] = useState<Choice>(message ? 'remove' : 'ban')
  const { ban, error, isBusy } = useBan()
  const remove = useHelixMutation(deleteChatMessages)
  const warn = useHelixMutation(warnChatUser)
  const { user_id, user_name } = person
  const writes = { remove, warn, timeout: { error, isPending: isBusy }, ban: { error, isPending: isBusy } }

  async function submit(form: FormData) {
    const reason = `${form.get('reason') ?? ''}`.trim()
    const done = (text: string) => {
      toast(text)
      onClose()
    }
    if (choice === 'remove' && message) {
      remove.mutate({ message_id: message.id }, { onSuccess: () => done('The message was deleted.') })
    } else if (choice === 'warn') {
      warn.mutate({ user_id, reason }, { onSuccess: () => done(`${user_name} was warned.`) })
    } else {
      const duration = choice === 'timeout' ? Number(form.get('duration')) : undefined
      if (await ban(person, { duration, reason })) onClose()
    }
  }

  return (
    <Dialog title={`Moderate ${user_name}`} onClose={onClose}>
      <Permission endpoints={[banUser, deleteChatMessages, warnChatUser]} purpose="moderate your chat">
        <form
          className="form"
          onSubmit={event => {
            event.preventDefault()
            void submit(new FormData(event.currentTarget))
          }}
        >
          {message && <blockquote>{message.text}</blockquote>}
          <fieldset className="radios">
            <legend className="unseen">What to do</legend>
            {(message ? (['remove', 'timeout', 'ban', 'warn'] as const) : (['ban', 'timeout', 'warn'] as const)).map(
              value => (
                <label key={value}>
                  <input
                    type="radio"
                    name="choice"
                    value={value}
                    checked={choice === value}
                    onChange={() => setChoice(value)}
                  />
                  {choices[value].label}
                </label>
              ),
            )}
          </fieldset>
          {choice === 'timeout' && (
            <label className="field">
              For
              <select name="duration" defaultValue={600}>
                {timeouts.map(seconds => (
                  <option key={seconds} value={seconds}>
                    {span(seconds)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {choice !== 'remove' && (
            <label className="field">
              {choice === 'warn' ? 'Reason (they will read it)' : 'Reason (optional)'}
              <input name="reason" required={choice === 'warn'} maxLength={500} autoComplete="off" />
            </label>
          )}
          {choice === 'ban' && <p className="muted">They can’t chat again until you unban them.</p>}
          <Trouble error={writes[choice].error} />
          <div className="form-end">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <Action type="submit" className="button-main" isBusy={writes[choice].isPending}>
              {choices[choice].button}
            </Action>
          </div>
        </form>
      </Permission>
    </Dialog>
  )
}
