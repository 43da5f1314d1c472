import { list, type WriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { array, object, optional, string } from '../../schema/object.ts'
import { choice, id } from '../../schema/parameters.ts'

export interface UpdateDropsEntitlementsParams {
  /** Up to 100 entitlements. */
  entitlement_ids?: readonly string[] | undefined
  /** `CLAIMED`: the user asked for it. `FULFILLED`: the user received it. */
  fulfillment_status?: 'CLAIMED' | 'FULFILLED' | undefined
}

/** The result for some entitlements. */
export interface DropsEntitlementsUpdate {
  /** `SUCCESS`: they were changed. `UPDATE_FAILED`: try again later. With any other value they were not changed. */
  status: 'INVALID_ID' | 'NOT_FOUND' | 'SUCCESS' | 'UNAUTHORIZED' | 'UPDATE_FAILED' | (string & {})
  /** The entitlements with that status. */
  ids: string[]
}

/**
 * Sets the fulfillment status of Drops. The call succeeds even if Twitch could not change some or all entitlements:
 * there is one row for each status.
 *
 * Takes a user or app token of an application whose owner is in the organization; needs no scope. With a user token it
 * changes only that user's entitlements.
 *
 * @see https://dev.twitch.tv/docs/api/reference/entitlements#update-drops-entitlements
 * @example
 * ```ts
 * import { type HelixClient, updateDropsEntitlements } from 'tinyhelix'
 *
 * async function delivered(client: HelixClient<'app'>, entitlement_ids: string[]) {
 *   const rows = await updateDropsEntitlements(client, { entitlement_ids, fulfillment_status: 'FULFILLED' })
 *   return rows.filter(row => row.status !== 'SUCCESS').flatMap(row => row.ids)
 * }
 * ```
 */
export const updateDropsEntitlements: WriteEndpoint<
  UpdateDropsEntitlementsParams,
  DropsEntitlementsUpdate[],
  'app' | 'user'
> = list({
  method: 'PATCH',
  path: '/entitlements/drops',
  tokens: ['app', 'user'],
  params: {
    entitlement_ids: optional(listOf(id, 0, 100)),
    fulfillment_status: optional(choice('CLAIMED', 'FULFILLED')),
  },
  query: [],
  item: object<DropsEntitlementsUpdate>({ status: string, ids: array(string) }),
})
