import { type ChannelFollower, getChannelFollowers } from 'tinyhelix'
import { useHelixQuery } from 'tinyhelix/react'
import { fromNow } from '../words/times.ts'
import { PersonRow } from './PersonRow.tsx'
import { Trouble } from './Trouble.tsx'

const latest = (followers: readonly ChannelFollower[]) => followers.slice(0, 5)

export function LatestFollowers() {
  const { data, error, refetch } = useHelixQuery(getChannelFollowers, { first: 5 }, { live: true, select: latest })
  return (
    <section className="card">
      <header>
        <h2>Latest followers</h2>
        <a href="#/followers">
          All<span className="unseen"> followers</span>
        </a>
      </header>
      <Trouble error={error} retry={refetch} />
      {data?.length === 0 && <p className="muted">No followers yet.</p>}
      <ul className="rows">
        {data?.map(({ user_id, user_name, followed_at }) => (
          <li key={user_id}>
            <PersonRow userId={user_id} name={user_name} about={`Followed ${fromNow(followed_at)}`} />
          </li>
        ))}
      </ul>
    </section>
  )
}
