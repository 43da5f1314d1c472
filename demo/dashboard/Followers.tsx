import { banUser, type ChannelFollower, getChannelFollowers } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { useHelixInfiniteQuery, useHelixMutation } from 'tinyhelix/react'
import { counted } from '../shared/text/numbers.ts'
import { fromNow } from '../shared/text/times.ts'
import { Empty } from './Empty.tsx'
import { EndlessList } from './EndlessList.tsx'
import { Icon } from './Icon.tsx'
import { Permission } from './Permission.tsx'
import { PersonRow, personSkeleton } from './PersonRow.tsx'
import { toast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

const tenMinutes = 600

function List() {
  const query = useHelixInfiniteQuery(getChannelFollowers, { first: 100 }, { select: flattenPages })
  // The same query, so the same request: another part of it.
  const { data: total } = useHelixInfiniteQuery(
    getChannelFollowers,
    { first: 100 },
    { select: ({ pages: [page] }) => page?.total },
  )
  const ban = useHelixMutation(banUser)

  const keepOut = ({ user_id, user_name }: ChannelFollower, duration?: number) =>
    ban.mutate(
      { user_id, duration },
      {
        onSuccess: () => toast(duration ? `${user_name} has to be silent for ten minutes.` : `${user_name} is banned.`),
      },
    )

  return (
    <>
      {!!total && <p className="muted">{counted(total, 'follower')}, the latest first</p>}
      {ban.error && <Trouble error={ban.error} />}
      <EndlessList
        query={query}
        className="rows"
        idOf={follower => follower.user_id}
        row={follower => (
          <PersonRow
            userId={follower.user_id}
            name={follower.user_name}
            about={`followed ${fromNow(follower.followed_at)}`}
          >
            <button
              type="button"
              className="button button-quiet button-icon"
              aria-label={`Time out ${follower.user_name}`}
              title="Ten minutes of silence"
              onClick={() => keepOut(follower, tenMinutes)}
            >
              <Icon name="wait" />
            </button>
            <button
              type="button"
              className="button button-quiet button-icon"
              aria-label={`Ban ${follower.user_name}`}
              title="Ban for good"
              onClick={() => keepOut(follower)}
            >
              <Icon name="ban" />
            </button>
          </PersonRow>
        )}
        skeleton={personSkeleton}
        empty={<Empty icon="users" title="Nobody follows you yet" text="Go live, and they will." />}
      />
    </>
  )
}

export const Followers = () => (
  <Permission endpoints={[getChannelFollowers]} purpose="to see who follows you">
    <List />
  </Permission>
)
