import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id } from '../../schema/parameters.ts'
import { fiveKilobytes } from './fiveKilobytes.ts'
import { type ExtensionSegment, segmentRule } from './segment.ts'

export interface SetExtensionConfigurationSegmentParams {
  /** The extension: its client id. */
  extension_id: string
  /** The segment to write. */
  segment: ExtensionSegment
  /** The channel. Required unless `segment` is `global`; must then be left out. */
  broadcaster_id?: string | undefined
  /** Up to 5 KB of text or of JSON text. */
  content?: string | undefined
  /** The version of the definition of this segment's data. @defaultValue the latest */
  version?: string | undefined
}

/**
 * Sets a segment of an extension's configuration. Twitch allows 20 calls a minute. Running instances are not notified:
 * send them the change with `sendExtensionPubSubMessage`.
 *
 * Takes a jwt token, which the extension's backend signs.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#set-extension-configuration-segment
 * @example
 * ```ts
 * import { type HelixClient, setExtensionConfigurationSegment } from 'tinyhelix'
 *
 * async function save(client: HelixClient<'jwt'>, extension_id: string, settings: { theme: string }) {
 *   const content = JSON.stringify(settings)
 *   await setExtensionConfigurationSegment(client, { extension_id, segment: 'global', content, version: '1' })
 * }
 * ```
 */
export const setExtensionConfigurationSegment: WriteEndpoint<SetExtensionConfigurationSegmentParams, void, 'jwt'> =
  voidResult({
    method: 'PUT',
    path: '/extensions/configurations',
    tokens: ['jwt'],
    params: {
      extension_id: id,
      segment: choice('broadcaster', 'developer', 'global'),
      broadcaster_id: optional(id),
      content: optional(fiveKilobytes),
      version: optional(id),
    },
    rules: [segmentRule],
    query: [],
  })
