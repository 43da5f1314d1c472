import { type Endpoint, list } from '../../endpoint.ts'
import { number, object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetCreatorGoalsParams {
  /** @defaultValue the signed-in user, which it must be */
  broadcaster_id?: string
}

/** A goal that a broadcaster shows to viewers. */
export interface CreatorGoal {
  id: string
  broadcaster_id: string
  broadcaster_name: string
  broadcaster_login: string
  /**
   * What is counted: followers; subscriptions by their tiers' points (`subscription`) or by number
   * (`subscription_count`); with `new_` only those since the goal began, whoever has left meanwhile.
   */
  type:
    | 'follower'
    | 'subscription'
    | 'subscription_count'
    | 'new_subscription'
    | 'new_subscription_count'
    | (string & {})
  /** `''` if there is none. */
  description: string
  /** Counted as `type` says; for `follower`, all followers of the channel. */
  current_amount: number
  /** The value of `current_amount` that reaches the goal. */
  target_amount: number
  /** In RFC 3339. */
  created_at: string
}

/**
 * The goals that a channel pursues now; empty if it has none.
 *
 * Takes a user token with the scope `channel:read:goals`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-creator-goals
 * @example
 * ```ts
 * import { getCreatorGoals, type HelixClient } from 'tinyhelix'
 *
 * async function progress(client: HelixClient) {
 *   const [goal] = await getCreatorGoals(client)
 *   return goal && goal.current_amount / goal.target_amount
 * }
 * ```
 */
export const getCreatorGoals: Endpoint<GetCreatorGoalsParams, CreatorGoal[]> = list({
  path: '/goals',
  scopes: ['channel:read:goals'],
  params: { broadcaster_id: self },
  item: object<CreatorGoal>({
    id: string,
    broadcaster_id: string,
    broadcaster_name: string,
    broadcaster_login: string,
    type: string,
    description: string,
    current_amount: number,
    target_amount: number,
    created_at: string,
  }),
  staleTime: 60_000,
})
