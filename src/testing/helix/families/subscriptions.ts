import { checkUserSubscription } from '../../../endpoints/subscriptions/checkUserSubscription.ts'
import { getBroadcasterSubscriptions } from '../../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { subscriptionsOf } from '../../world/subscriptions.ts'
import { refuse } from '../refusal.ts'
import { data, one } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const pointsOf: Readonly<Record<string, number>> = { '1000': 1, '2000': 2, '3000': 6 }

export const subscriptions: Family = [
  route(getBroadcasterSubscriptions, ({ world, params, broadcaster, page, slice }) => {
    const all = subscriptionsOf(world, broadcaster.id)
    const ids = many(params.user_id)
    // With ids the totals are missing.
    if (ids)
      return data(
        slice(
          all.filter(row => ids.includes(row.user_id)),
          { size: 100 },
        ).rows,
        { pagination: { cursor: '' } },
      )
    const points = all.reduce(
      (sum, { tier, user_id }) => sum + (user_id === broadcaster.id ? 0 : (pointsOf[tier] ?? 0)),
      0,
    )
    return page(all, { beside: { total: all.length, points }, last: 'blank' })
  }),
  route(checkUserSubscription, ({ world, params, broadcaster }) => {
    const row = subscriptionsOf(world, broadcaster.id).find(({ user_id }) => user_id === params.user_id)
    if (!row) return refuse(404, `${params.user_id} has no subscription to ${broadcaster.id}`)
    const { broadcaster_id, broadcaster_login, broadcaster_name, gifter_id, gifter_login, gifter_name, is_gift, tier } =
      row
    return one({
      broadcaster_id,
      broadcaster_login,
      broadcaster_name,
      ...(is_gift && { gifter_id, gifter_login, gifter_name }),
      is_gift,
      tier,
    })
  }),
]
