import { type Endpoint, list } from '../../endpoint.ts'
import { number, object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetCreatorGoalsParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/** A goal that a broadcaster shows to viewers. */
export interface CreatorGoal {
  id: string
  broadcaster_id: string
  broadcaster_name: string
  broadcaster_login: string
  /**
   * What the goal counts: followers, the points of subscriptions by tier (`subscription`), or the number of
   * subscriptions (`subscription_count`). Types with `new_` count only those since the goal began, and do not subtract
   * those that have ended.
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
  /** The current count, as `type` describes; for `follower`, all followers of the channel. */
  current_amount: number
  /** The value of `current_amount` that reaches the goal. */
  target_amount: number
  /** In RFC 3339. */
  created_at: string
}

/**
 * The active goals of a channel; empty if it has none.
 *
 * Takes a user token with the scope `channel:read:goals`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/goals#get-creator-goals
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
