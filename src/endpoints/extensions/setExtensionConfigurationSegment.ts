import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id } from '../../schema/parameters.ts'
import { fiveKilobytes } from './fiveKilobytes.ts'
import { type ExtensionSegment, segmentRule } from './segment.ts'

export interface SetExtensionConfigurationSegmentParams {
  extension_id: string
  segment: ExtensionSegment
  /** The channel. Required unless `segment` is `global`, and then not taken. */
  broadcaster_id?: string | undefined
  /** Up to 5 KB of text, or of JSON as text. */
  content?: string | undefined
  /** Which definition of the segment's data it is. @defaultValue the latest */
  version?: string | undefined
}

/**
 * Sets a segment of an extension's configuration; 20 times a minute at the most. Instances that are running are not
 * told: send them the change by `sendExtensionPubSubMessage`.
 *
 * Takes a jwt token, which the extension's backend signs.
 *
 * @see https://dev.twitch.tv/docs/api/reference#set-extension-configuration-segment
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
