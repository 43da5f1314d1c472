import { type Fields, number } from '../../schema/object.ts'

/** The totals of all subscriptions. */
export interface EventSubTotals {
  /** How many subscriptions there are. */
  total: number
  /** The sum of their costs. */
  total_cost: number
  /** The maximum of that sum. */
  max_total_cost: number
}

export const totals: Fields<EventSubTotals> = { total: number, total_cost: number, max_total_cost: number }
