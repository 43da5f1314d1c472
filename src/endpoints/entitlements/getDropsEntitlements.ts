import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { choice, id, ids, type OneOrMore } from '../../schema/parameters.ts'

export interface GetDropsEntitlementsParams extends PageParams {
  /** Up to 100 entitlements. */
  id?: OneOrMore<string> | undefined
  /** Only the entitlements of this user. Requires an app token. */
  user_id?: string | undefined
  /** Only the entitlements of this game. */
  game_id?: string | undefined
  /** Returns only the entitlements with this status. */
  fulfillment_status?: 'CLAIMED' | 'FULFILLED' | undefined
}

/** A Drop that a user has earned. */
export interface DropsEntitlement {
  id: string
  /** The reward. */
  benefit_id: string
  /** When it was earned, in RFC 3339. */
  timestamp: string
  user_id: string
  game_id: string
  /** `CLAIMED`: the user asked for it. `FULFILLED`: the user received it. */
  fulfillment_status: 'CLAIMED' | 'FULFILLED' | (string & {})
  /** In RFC 3339. */
  last_updated: string
}

/**
 * The Drops that your organization has granted, in any order: to all users with an app token, to one user with their
 * token. `await` returns the first page, `for await` iterates over the rows of all pages.
 *
 * Takes a user or app token of an application whose owner is in the organization; needs no scope. Rejects with
 * `forbidden` if the game or an entitlement does not belong to the organization.
 *
 * @see https://dev.twitch.tv/docs/api/reference/entitlements#get-drops-entitlements
 * @example
 * ```ts
 * import { type HelixClient, getDropsEntitlements } from 'tinyhelix'
 *
 * async function toDeliver(client: HelixClient<'app'>, game_id: string) {
 *   return await getDropsEntitlements(client, { game_id, fulfillment_status: 'CLAIMED' }, { limit: Infinity })
 * }
 * ```
 */
export const getDropsEntitlements: PageEndpoint<GetDropsEntitlementsParams, DropsEntitlement, 'app' | 'user'> = page({
  path: '/entitlements/drops',
  tokens: ['app', 'user'],
  params: {
    id: optional(ids(100)),
    user_id: optional(id),
    game_id: optional(id),
    fulfillment_status: optional(choice('CLAIMED', 'FULFILLED')),
  },
  rules: [
    {
      keys: ['user_id'],
      expected: 'left out with a user token',
      test: ({ user_id }, kind) => kind !== 'user' || user_id === undefined,
    },
  ],
  maxFirst: 1000,
  item: object<DropsEntitlement>({
    id: string,
    benefit_id: string,
    timestamp: string,
    user_id: string,
    game_id: string,
    fulfillment_status: string,
    last_updated: string,
  }),
  staleTime: 60_000,
})
