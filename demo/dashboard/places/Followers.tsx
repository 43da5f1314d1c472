import { useState } from 'react'
import { type ChannelFollower, getChannelFollowers } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { liveFollowers } from 'tinyhelix/query/live'
import { useHelixInfiniteQuery } from 'tinyhelix/react'
import { Action } from '../parts/Action.tsx'
import { BanMark } from '../parts/BanMark.tsx'
import { EndlessList } from '../parts/EndlessList.tsx'
import { Icon } from '../parts/Icon.tsx'
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
  readonly onModerate: (person: Person) => void
}

function FollowerRow({ follower, bannedUntil, onModerate }: FollowerRowProps) {
  const { user_id, user_name, followed_at } = follower
  const { unban, error, isBusy } = useBan()
  return (
    <PersonRow
      userId={user_id}
      name={user_name}
      mark={bannedUntil !== undefined && <BanMark until={bannedUntil} />}
      about={`Followed ${fromNow(followed_at)}`}
      actions={
        bannedUntil === undefined ? (
          <Action
            className="button-icon"
            title="Time out, ban or warn"
            aria-label={`Moderate ${user_name}`}
            onClick={() => onModerate(follower)}
          >
            <Icon name="more" />
          </Action>
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
          <FollowerRow
            follower={follower}
            bannedUntil={bans?.get(follower.user_id)?.expires_at}
            onModerate={setChosen}
          />
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
