import { one, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface StartRaidParams {
  /** @defaultValue the signed-in user, which it must be */
  from_broadcaster_id?: string
  /** Where the viewers are sent: another channel. */
  to_broadcaster_id: string
}

/** A raid that waits for its start. */
export interface Raid {
  /** In RFC 3339. */
  created_at: string
  /** @deprecated Always `false`. */
  is_mature?: boolean | undefined
}

/**
 * Prepares a raid. It starts when the broadcaster confirms it in chat, or after 90 seconds; only the EventSub event
 * `channel.raid` tells that it has. `bad_request` if the other channel takes no raids from this one, `conflict` while
 * another raid is prepared, `rate_limited` after ten calls in ten minutes.
 *
 * Takes a user token with the scope `channel:manage:raids`. `from_broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#start-a-raid
 * @example
 * ```ts
 * import { type HelixClient, startRaid } from 'tinyhelix'
 *
 * async function raid(client: HelixClient, to_broadcaster_id: string) {
 *   await startRaid(client, { to_broadcaster_id })
 * }
 * ```
 */
export const startRaid: WriteEndpoint<StartRaidParams, Raid> = one({
  method: 'POST',
  path: '/raids',
  scopes: ['channel:manage:raids'],
  params: { from_broadcaster_id: self, to_broadcaster_id: id },
  rules: [
    {
      keys: ['to_broadcaster_id'],
      expected: 'another channel than from_broadcaster_id',
      test: ({ from_broadcaster_id, to_broadcaster_id }) => from_broadcaster_id !== to_broadcaster_id,
    },
  ],
  item: object<Raid>({ created_at: string, is_mature: optional(boolean) }),
  invalidates: [],
})
