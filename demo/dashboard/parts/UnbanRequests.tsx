import { getUnbanRequests, resolveUnbanRequest, type UnbanRequest } from 'tinyhelix'
import { useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { fromNow } from '../words/times.ts'
import { Action } from './Action.tsx'
import { PersonRow } from './PersonRow.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

function RequestRow({ request }: { request: UnbanRequest }) {
  const toast = useToast()
  const { id, user_id, user_name, text, created_at } = request
  const answer = useHelixMutation(resolveUnbanRequest)
  const to = (status: 'approved' | 'denied', said: string) =>
    // An event may take this row away before Twitch answers, and with it what `mutate` would call.
    answer.mutateAsync({ unban_request_id: id, status }).then(
      () => toast(said),
      () => {},
    )
  return (
    <PersonRow
      userId={user_id}
      name={user_name}
      about={`Asked ${fromNow(created_at)}`}
      actions={
        <>
          <Action
            isBusy={answer.isPending}
            aria-label={`Approve ${user_name}’s request`}
            onClick={() => to('approved', `${user_name} can chat again.`)}
          >
            Approve
          </Action>
          <Action
            isBusy={answer.isPending}
            aria-label={`Deny ${user_name}’s request`}
            onClick={() => to('denied', `${user_name} stays banned.`)}
          >
            Deny
          </Action>
        </>
      }
    >
      {text && <blockquote className="row-more">{text}</blockquote>}
      <Trouble error={answer.error} />
    </PersonRow>
  )
}

/** What banned people ask for, each to be approved or denied. */
export function UnbanRequests() {
  const { data, error, refetch } = useHelixQuery(getUnbanRequests, { status: 'pending', first: 20 }, { live: true })
  return (
    <section className="card" tabIndex={-1} aria-label="Unban requests">
      <header>
        <h2>Unban requests</h2>
        {!!data?.length && <span className="tag">{data.length}</span>}
      </header>
      <Trouble error={error} retry={refetch} />
      {!data && !error && <div className="bone bone-line" />}
      {data?.length === 0 && <p className="muted">Nobody asks to be unbanned.</p>}
      <ul className="rows">
        {data?.map(request => (
          <li key={request.id}>
            <RequestRow request={request} />
          </li>
        ))}
      </ul>
    </section>
  )
}
