import { type BannedUser, getBannedUsers, unbanUser } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { useHelixInfiniteQuery, useHelixMutation } from 'tinyhelix/react'
import { atMoment, fromNow } from '../shared/text/times.ts'
import { BanForm } from './BanForm.tsx'
import { Empty } from './Empty.tsx'
import { EndlessList } from './EndlessList.tsx'
import { Permission } from './Permission.tsx'
import { PersonRow, personSkeleton } from './PersonRow.tsx'
import { toast } from './Toasts.tsx'

function BanRow({ ban }: { ban: BannedUser }) {
  const { user_id, user_name, reason, expires_at, created_at, moderator_name } = ban
  const unban = useHelixMutation(unbanUser)
  return (
    <PersonRow
      userId={user_id}
      name={user_name}
      mark={
        expires_at ? (
          <span className="tag" title={atMoment(expires_at)}>
            ends {fromNow(expires_at)}
          </span>
        ) : (
          <span className="tag tag-strong">for good</span>
        )
      }
      about={unban.error?.message ?? `${reason || 'No reason given'} · ${moderator_name}, ${fromNow(created_at)}`}
    >
      <button
        type="button"
        className="button button-quiet"
        disabled={unban.isPending}
        onClick={() => unban.mutate({ user_id }, { onSuccess: () => toast(`${user_name} may chat again.`) })}
      >
        Unban<span className="unseen"> {user_name}</span>
      </button>
    </PersonRow>
  )
}

function List() {
  const query = useHelixInfiniteQuery(getBannedUsers, { first: 50 }, { select: flattenPages })
  return (
    <EndlessList
      query={query}
      className="rows"
      idOf={ban => ban.user_id}
      row={ban => <BanRow ban={ban} />}
      skeleton={personSkeleton}
      empty={<Empty icon="ban" title="Nobody is banned" text="May it stay like this." />}
    />
  )
}

export const Bans = () => (
  <Permission endpoints={[getBannedUsers, unbanUser]} purpose="to see and change who is kept out">
    <BanForm />
    <List />
  </Permission>
)
