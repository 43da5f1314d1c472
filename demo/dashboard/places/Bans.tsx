import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type BannedUser, getBannedUsers, getUsers, type HelixError, unbanUser } from 'tinyhelix'
import { flattenPages, helixQuery } from 'tinyhelix/query'
import { liveBans } from 'tinyhelix/query/live'
import { useHelixClient, useHelixInfiniteQuery } from 'tinyhelix/react'
import { Action } from '../parts/Action.tsx'
import { BanMark } from '../parts/BanMark.tsx'
import { EndlessList } from '../parts/EndlessList.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Permission } from '../parts/Permission.tsx'
import { PersonRow } from '../parts/PersonRow.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { useBan } from '../parts/useBan.ts'
import { fromNow, span } from '../words/times.ts'

const durations = [60, 600, 3600, 86_400, 604_800]

/** Bans someone by name, or times them out. What was typed stays until it has worked. */
function BanForm() {
  const client = useHelixClient()
  const queryClient = useQueryClient()
  const { ban, error, isBusy } = useBan()
  const [duration, setDuration] = useState(600)
  const [unknown, setUnknown] = useState('')
  const [failed, setFailed] = useState<HelixError | null>(null)

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form)
    const login = `${data.get('login')}`.trim().replace(/^@/, '').toLowerCase()
    setUnknown('')
    setFailed(null)
    const users = await queryClient
      .fetchQuery(helixQuery(client, getUsers, { login }))
      .catch((error: HelixError) => setFailed(error))
    const [user] = users ?? []
    if (users && !user) setUnknown(login)
    if (!user) return
    const person = { user_id: user.id, user_name: user.display_name }
    if (await ban(person, { duration: duration || undefined, reason: `${data.get('reason')}` })) form.reset()
  }

  const isKnown = /already banned/.test(error?.detail ?? '')
  return (
    <form
      className="card form form-row"
      onSubmit={event => {
        event.preventDefault()
        if (!isBusy) void submit(event.currentTarget)
      }}
    >
      <h2>Ban or time out</h2>
      <label className="field">
        Username
        <input name="login" required autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </label>
      <label className="field">
        For how long
        <select value={duration} onChange={event => setDuration(Number(event.target.value))}>
          {durations.map(seconds => (
            <option key={seconds} value={seconds}>
              {span(seconds)}
            </option>
          ))}
          <option value={0}>Permanently</option>
        </select>
      </label>
      <label className="field">
        Reason (optional)
        <input name="reason" maxLength={500} placeholder="Spam, for example" autoComplete="off" />
      </label>
      <Action type="submit" className="button-main" isBusy={isBusy}>
        {duration ? 'Time out' : 'Ban'}
      </Action>
      {unknown && (
        <Notice
          icon="warning"
          title={`There’s no user named ${unknown}`}
          text="Check the spelling."
          role="alert"
          isBad
        />
      )}
      {!unknown && <Trouble error={failed ?? error} text={isKnown ? 'They are already banned.' : undefined} />}
    </form>
  )
}

function BanRow({ entry }: { entry: BannedUser }) {
  const { user_id, user_name, reason, expires_at, created_at, moderator_name } = entry
  const { unban, error, isBusy } = useBan()
  return (
    <PersonRow
      userId={user_id}
      name={user_name}
      mark={<BanMark until={expires_at} />}
      about={`${reason || 'No reason given'} · by ${moderator_name}, ${fromNow(created_at)}`}
      actions={
        <Action isBusy={isBusy} aria-label={`Unban ${user_name}`} onClick={() => unban(entry)}>
          Unban
        </Action>
      }
    >
      <Trouble error={error} />
    </PersonRow>
  )
}

function List() {
  const query = useHelixInfiniteQuery(getBannedUsers, { first: 100 }, { select: flattenPages, live: true })
  return (
    <EndlessList
      query={query}
      name="Banned people"
      idOf={entry => entry.user_id}
      row={entry => <BanRow entry={entry} />}
      empty={<Notice icon="ban" title="Nobody is banned" text="People you ban or time out show up here." />}
    />
  )
}

export const Bans = () => (
  <Permission endpoints={[getBannedUsers, unbanUser, liveBans]} purpose="show and change who is banned">
    <BanForm />
    <List />
  </Permission>
)
