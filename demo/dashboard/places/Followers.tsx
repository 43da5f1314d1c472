import { useState } from 'react'
import { type ChannelFollower, getChannelFollowers } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { liveFollowers } from 'tinyhelix/query/live'
import { useHelixInfiniteQuery } from 'tinyhelix/react'
import { Action } from '../parts/Action.tsx'
import { BanMark } from '../parts/BanMark.tsx'
import { EndlessList } from '../parts/EndlessList.tsx'
import { ModerateDialog } from '../parts/ModerateDialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Permission } from '../parts/Permission.tsx'
import { PersonRow } from '../parts/PersonRow.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { type Person, useBan, useLatestBans } from '../parts/useBan.ts'
import { counted } from '../words/numbers.ts'
import { fromNow } from '../words/times.ts'

interface FollowerRowProps {
  readonly follower: ChannelFollower
  /** When the time-out ends, `''` if they are banned; `undefined` if they may chat. */
  readonly bannedUntil: string | undefined
  readonly onBan: (person: Person) => void
}

function FollowerRow({ follower, bannedUntil, onBan }: FollowerRowProps) {
  const { user_id, user_name, followed_at } = follower
  const { ban, unban, error, isBusy } = useBan()
  return (
    <PersonRow
      userId={user_id}
      name={user_name}
      mark={bannedUntil !== undefined && <BanMark until={bannedUntil} />}
      about={`Followed ${fromNow(followed_at)}`}
      actions={
        bannedUntil === undefined ? (
          <>
            <Action
              isBusy={isBusy}
              title="Time out for 10 minutes"
              aria-label={`Time out ${user_name} for 10 minutes`}
              onClick={() => ban(follower, { duration: 600 })}
            >
              Time out
            </Action>
            <Action aria-label={`Ban ${user_name} …`} onClick={() => onBan(follower)}>
              Ban …
            </Action>
          </>
        ) : (
          <Action isBusy={isBusy} aria-label={`Unban ${user_name}`} onClick={() => unban(follower)}>
            Unban
          </Action>
        )
      }
    >
      <Trouble error={error} />
    </PersonRow>
  )
}

function List() {
  const query = useHelixInfiniteQuery(getChannelFollowers, { first: 100 }, { select: flattenPages, live: true })
  // The same query, so the same request: another part of it.
  const { data: total } = useHelixInfiniteQuery(
    getChannelFollowers,
    { first: 100 },
    { select: ({ pages: [page] }) => page?.total },
  )
  const bans = useLatestBans()
  const [chosen, setChosen] = useState<Person | null>(null)
  return (
    <>
      {!!total && <p className="muted">{counted(total, 'follower')}, newest first</p>}
      <EndlessList
        query={query}
        name="Followers"
        total={total}
        idOf={follower => follower.user_id}
        row={follower => (
          <FollowerRow follower={follower} bannedUntil={bans?.get(follower.user_id)?.expires_at} onBan={setChosen} />
        )}
        empty={<Notice icon="users" title="No followers yet" text="They will show up here as they come." />}
      />
      {chosen && <ModerateDialog person={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

export const Followers = () => (
  <Permission endpoints={[getChannelFollowers, liveFollowers]} purpose="show who follows you">
    <List />
  </Permission>
)
