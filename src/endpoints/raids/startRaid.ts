import { one, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface StartRaidParams {
  /** The channel that raids. @defaultValue the signed-in user; Twitch accepts no other id */
  from_broadcaster_id?: string
  /** The channel that the viewers are sent to: not `from_broadcaster_id`. */
  to_broadcaster_id: string
}

/** A raid that has not started yet. */
export interface Raid {
  /** In RFC 3339. */
  created_at: string
  /** @deprecated Always `false`. */
  is_mature?: boolean | undefined
}

/**
 * Prepares a raid. It starts when the broadcaster confirms it in chat, or after 90 seconds. Only the EventSub event
 * `channel.raid` reports the start. Rejects with `bad_request` if the other channel does not accept raids from this
 * one, with `conflict` while another raid is pending, and with `rate_limited` after ten calls in ten minutes.
 *
 * Takes a user token with the scope `channel:manage:raids`. `from_broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/raids#start-a-raid
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
