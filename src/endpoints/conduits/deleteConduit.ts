import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'

export interface DeleteConduitParams {
  /** The conduit. */
  id: string
}

/**
 * Deletes a conduit. Its subscriptions may still be listed as enabled for a while.
 *
 * Takes an app token. Rejects with `not_found` if your application has no such conduit.
 *
 * @see https://dev.twitch.tv/docs/api/reference/conduits#delete-conduit
 * @example
 * ```ts
 * import { type HelixClient, deleteConduit } from 'tinyhelix'
 *
 * async function remove(client: HelixClient<'app'>, id: string) {
 *   await deleteConduit(client, { id })
 * }
 * ```
 */
export const deleteConduit: WriteEndpoint<DeleteConduitParams, void, 'app'> = voidResult({
  method: 'DELETE',
  path: '/eventsub/conduits',
  tokens: ['app'],
  params: { id },
  invalidates: ['/eventsub/conduits', '/eventsub/conduits/shards', '/eventsub/subscriptions'],
})
