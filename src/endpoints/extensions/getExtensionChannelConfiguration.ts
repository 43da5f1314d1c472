import { type Endpoint, list } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { id, type OneOrMore, parameter } from '../../schema/parameters.ts'
import { type ExtensionSegment, segmentRule } from './segment.ts'

export interface GetExtensionChannelConfigurationParams {
  /** The channel. Required unless `segment` is `global`; must then be left out. */
  broadcaster_id?: string | undefined
  /** The extension: its client id. */
  extension_id: string
  /** One segment or several. */
  segment: OneOrMore<ExtensionSegment>
}

/** A segment of an extension's configuration. */
export interface ExtensionConfigurationSegment {
  segment: ExtensionSegment | (string & {})
  /** The channel; absent from the `global` segment. */
  broadcaster_id?: string | undefined
  /** Text, or JSON as text. */
  content: string
  version: string
}

/**
 * Segments of an extension's configuration, in the given order. Each can be read 20 times a minute.
 *
 * Takes a jwt token, which the extension's backend signs. Rejects with `not_found` if nothing has been configured.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-extension-configuration-segment
 * @example
 * ```ts
 * import { type HelixClient, getExtensionChannelConfiguration } from 'tinyhelix'
 *
 * async function globalConfiguration(client: HelixClient<'jwt'>, extension_id: string) {
 *   const [segment] = await getExtensionChannelConfiguration(client, { extension_id, segment: 'global' })
 *   return segment?.content
 * }
 * ```
 */
export const getExtensionChannelConfiguration: Endpoint<
  GetExtensionChannelConfigurationParams,
  ExtensionConfigurationSegment[],
  'jwt'
> = list({
  path: '/extensions/configurations',
  tokens: ['jwt'],
  params: {
    broadcaster_id: optional(id),
    extension_id: id,
    segment: parameter<OneOrMore<ExtensionSegment>>('broadcaster, developer or global, or several of them', value =>
      [value].flat().every(one => ['broadcaster', 'developer', 'global'].includes(String(one))),
    ),
  },
  rules: [segmentRule],
  item: object<ExtensionConfigurationSegment>({
    segment: string,
    broadcaster_id: optional(string),
    content: string,
    version: string,
  }),
  staleTime: 60_000,
})
