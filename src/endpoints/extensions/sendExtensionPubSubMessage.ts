import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, parameter } from '../../schema/parameters.ts'
import { fiveKilobytes } from './fiveKilobytes.ts'

/** Who receives a message: the viewers of a channel, the viewers of all channels, or one viewer of a channel. */
export type ExtensionPubSubTarget = 'broadcast' | 'global' | `whisper-${string}`

export interface SendExtensionPubSubMessageParams {
  /** `broadcast` and `global` exclude each other. `global` requires `is_global_broadcast`. */
  target: readonly ExtensionPubSubTarget[]
  /** The channel. Required unless `is_global_broadcast` is `true`; must then be left out. */
  broadcaster_id?: string | undefined
  /** Sends to all channels where the extension is active. @defaultValue `false` */
  is_global_broadcast?: boolean | undefined
  /** Up to 5 KB of text or of JSON text. */
  message: string
}

/**
 * Sends a message to the running instances of an extension. The `listen` function of the extension helper receives it.
 * Twitch allows 100 messages a minute per channel.
 *
 * Takes a jwt token, which the extension's backend signs for that channel and target. Rejects with `unprocessable` if
 * the message is too large.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#send-extension-pubsub-message
 * @example
 * ```ts
 * import { type HelixClient, sendExtensionPubSubMessage } from 'tinyhelix'
 *
 * async function tellViewers(client: HelixClient<'jwt'>, broadcaster_id: string, news: object) {
 *   await sendExtensionPubSubMessage(client, { broadcaster_id, target: ['broadcast'], message: JSON.stringify(news) })
 * }
 * ```
 */
export const sendExtensionPubSubMessage: WriteEndpoint<SendExtensionPubSubMessageParams, void, 'jwt'> = voidResult({
  method: 'POST',
  path: '/extensions/pubsub',
  tokens: ['jwt'],
  params: {
    target: listOf(
      parameter<ExtensionPubSubTarget>(
        'broadcast, global or whisper- and an id',
        value => typeof value === 'string' && /^(broadcast|global|whisper-.+)$/.test(value),
      ),
      1,
      Infinity,
    ),
    broadcaster_id: optional(id),
    is_global_broadcast: optional(boolean),
    message: fiveKilobytes,
  },
  rules: [
    {
      keys: ['target', 'is_global_broadcast'],
      expected: 'either global and true, or neither',
      test: ({ target, is_global_broadcast }) =>
        [target].flat().every(one => (one === 'global') === (is_global_broadcast === true)),
    },
    {
      keys: ['broadcaster_id', 'is_global_broadcast'],
      expected: 'given one at a time, and one of them',
      test: ({ broadcaster_id, is_global_broadcast }) =>
        (broadcaster_id === undefined) === (is_global_broadcast === true),
    },
  ],
  query: [],
  invalidates: [],
})
