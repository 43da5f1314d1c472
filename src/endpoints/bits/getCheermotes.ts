import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { array, boolean, number, object, optional, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'

export interface GetCheermotesParams {
  /** Adds the custom Cheermotes of this channel. @defaultValue only the global Cheermotes */
  broadcaster_id?: string | undefined
}

/** An image's URLs by scale. */
export interface CheermoteScales {
  '1': string
  '1.5': string
  '2': string
  '3': string
  '4': string
}

/** Animated and static images. */
export interface CheermoteFormats {
  animated: CheermoteScales
  static: CheermoteScales
}

/** Images for dark and light backgrounds. `cheermoteURL` picks one. */
export interface CheermoteImages {
  dark: CheermoteFormats
  light: CheermoteFormats
}

/** How a Cheermote looks from this number of Bits upwards. */
export interface CheermoteTier {
  /** The minimum of Bits for this tier. The tier ends where the next one begins. */
  min_bits: number
  id: '1' | '100' | '500' | '1000' | '5000' | '10000' | '100000' | (string & {})
  /** The color of the number of Bits, such as `#979797`. */
  color: string
  images: CheermoteImages
  /** Whether users can cheer with it. */
  can_cheer: boolean
  show_in_bits_card: boolean
}

/** A word that cheers Bits in chat when a number follows it. */
export interface Cheermote {
  /** The word before the number: `Cheer` in `Cheer100`. */
  prefix: string
  /** Sorted by Bits, the fewest first. */
  tiers: CheermoteTier[]
  /** `sponsored`: the sponsor adds Bits. `display_only`: Twitch uses it itself. */
  type: 'global_first_party' | 'global_third_party' | 'channel_custom' | 'display_only' | 'sponsored' | (string & {})
  /** The position in the Bits card. It is unique only within a type, and numbers may be missing. */
  order: number
  /** In RFC 3339. */
  last_updated: string
  /** Whether cheering with it causes a donation while a charity campaign runs. */
  is_charitable: boolean
}

const scales = object<CheermoteScales>({ '1': string, '1.5': string, '2': string, '3': string, '4': string })
const formats = object<CheermoteFormats>({ animated: scales, static: scales })

/**
 * The Cheermotes that viewers can cheer Bits with, sorted by `order`.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/bits#get-cheermotes
 * @example
 * ```ts
 * import { type HelixClient, getCheermotes } from 'tinyhelix'
 *
 * async function prefixes(client: HelixClient, broadcaster_id: string) {
 *   return (await getCheermotes(client, { broadcaster_id })).map(cheermote => cheermote.prefix)
 * }
 * ```
 */
export const getCheermotes: Endpoint<GetCheermotesParams, Cheermote[], AnyToken> = list({
  path: '/bits/cheermotes',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: optional(id) },
  item: object<Cheermote>({
    prefix: string,
    tiers: array(
      object<CheermoteTier>({
        min_bits: number,
        id: string,
        color: string,
        images: object<CheermoteImages>({ dark: formats, light: formats }),
        can_cheer: boolean,
        show_in_bits_card: boolean,
      }),
    ),
    type: string,
    order: number,
    last_updated: string,
    is_charitable: boolean,
  }),
  staleTime: 3_600_000,
})
