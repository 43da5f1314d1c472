import { object } from '../../schema/object.ts'
import { subscription } from './subscription.ts'
import { type EventSubTotals, totals } from './totals.ts'

/** What every list of subscriptions has in common. */
export const listing = {
  path: '/eventsub/subscriptions',
  tokens: ['app', 'user'] as const,
  item: subscription,
  extra: /* @__PURE__ */ object<EventSubTotals>(totals),
  staleTime: 5_000,
}
