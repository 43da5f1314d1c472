import { useState } from 'react'
import {
  type CustomReward,
  type CustomRewardRedemption,
  getCustomRewardRedemptions,
  getCustomRewards,
  updateCustomReward,
  updateRedemptionStatus,
} from 'tinyhelix'
import { liveRedemptions, liveRewards } from 'tinyhelix/query/live'
import { useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { Action } from '../parts/Action.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Permission } from '../parts/Permission.tsx'
import { PersonRow } from '../parts/PersonRow.tsx'
import { RewardForm } from '../parts/RewardForm.tsx'
import { useToast } from '../parts/Toasts.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { counted } from '../words/numbers.ts'
import { fromNow } from '../words/times.ts'

function Redemption({ redemption }: { redemption: CustomRewardRedemption }) {
  const toast = useToast()
  const { id, user_id, user_name, user_input, redeemed_at, reward } = redemption
  const settle = useHelixMutation(updateRedemptionStatus)
  const to = (status: 'FULFILLED' | 'CANCELED', text: string) =>
    // An event may take this row away before Twitch answers, and with it what `mutate` would call.
    settle.mutateAsync({ id, reward_id: reward.id, status }).then(
      () => toast(text),
      () => {},
    )
  return (
    <li>
      <PersonRow
        userId={user_id}
        name={user_name}
        about={`${user_input && `“${user_input}” · `}${fromNow(redeemed_at)}`}
        actions={
          <>
            <Action
              isBusy={settle.isPending}
              aria-label={`Mark ${user_name}’s as done`}
              onClick={() => to('FULFILLED', `Done: ${reward.title} for ${user_name}.`)}
            >
              Done
            </Action>
            <Action
              isBusy={settle.isPending}
              aria-label={`Refund ${user_name}`}
              onClick={() => to('CANCELED', `${user_name} got the points back.`)}
            >
              Refund
            </Action>
          </>
        }
      >
        <Trouble error={settle.error} />
      </PersonRow>
    </li>
  )
}

/** How many redemptions of a reward are shown. */
const most = 20

function Queue({ reward }: { reward: CustomReward }) {
  const { data, error, refetch } = useHelixQuery(
    getCustomRewardRedemptions,
    { reward_id: reward.id, status: 'UNFULFILLED', first: most },
    { live: true },
  )
  if (!data) return <Trouble error={error} retry={refetch} />
  if (!data.length) return <p className="muted">Nobody is waiting.</p>
  return (
    <>
      <ul className="rows">
        {data.map(redemption => (
          <Redemption key={redemption.id} redemption={redemption} />
        ))}
      </ul>
      {data.length === most && <p className="muted">These are the {most} who have waited longest.</p>}
    </>
  )
}

function RewardCard({ reward }: { reward: CustomReward }) {
  const update = useHelixMutation(updateCustomReward)
  const { id, title, cost, is_enabled, is_paused } = reward
  return (
    <section className="card" tabIndex={-1} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="muted">{counted(cost, 'point')}</span>
        {!is_enabled && <span className="tag">Hidden from viewers</span>}
        {is_paused && <span className="tag">Paused</span>}
        <Action isBusy={update.isPending} onClick={() => update.mutate({ id, is_paused: !is_paused })}>
          {is_paused ? 'Resume' : 'Pause'}
          <span className="unseen"> {title}</span>
        </Action>
      </header>
      <Trouble error={update.error} />
      <Queue reward={reward} />
    </section>
  )
}

function List() {
  // Twitch lets an application deal only with rewards that it made itself.
  const { data, error, refetch } = useHelixQuery(getCustomRewards, { only_manageable_rewards: true }, { live: true })
  const [isMaking, setMaking] = useState(false)
  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <div className="card bone" />
  return (
    <>
      <p className="line">
        <span className="muted">Twitch lets this dashboard manage the rewards that it created.</span>
        <button type="button" className="button" onClick={() => setMaking(true)}>
          New reward
        </button>
      </p>
      {data.map(reward => (
        <RewardCard key={reward.id} reward={reward} />
      ))}
      {isMaking && (
        <Dialog title="New reward" onClose={() => setMaking(false)}>
          <RewardForm onDone={() => setMaking(false)} />
        </Dialog>
      )}
    </>
  )
}

export const Rewards = () => (
  <Permission
    endpoints={[getCustomRewards, updateCustomReward, liveRewards, liveRedemptions]}
    purpose="manage your channel point rewards"
  >
    <List />
  </Permission>
)
