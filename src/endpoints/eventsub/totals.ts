import { type Fields, number } from '../../schema/object.ts'

/** What all subscriptions come to. */
export interface EventSubTotals {
  /** How many subscriptions there are. */
  total: number
  /** The sum of their costs. */
  total_cost: number
  /** What that sum may be at the most. */
  max_total_cost: number
}

export const totals: Fields<EventSubTotals> = { total: number, total_cost: number, max_total_cost: number }
