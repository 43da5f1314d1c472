import type { Cheermote } from './endpoints/bits/getCheermotes.ts'

/** Which of an emote's pictures. */
export interface EmoteURLOptions {
  /** `1.0`: 28 pixels, `2.0`: 56, `3.0`: 112. @defaultValue `'1.0'` */
  readonly scale?: '1.0' | '2.0' | '3.0' | undefined
  /** The background that it is for. @defaultValue `'dark'` */
  readonly theme?: 'dark' | 'light' | undefined
  /** The moving picture, where there is one. @defaultValue `true` */
  readonly animated?: boolean | undefined
}

/**
 * The address of an emote's picture. An emote from an endpoint says in `format` whether it can move; of a bare id, the
 * platform's default picture is given.
 *
 * @see https://dev.twitch.tv/docs/chat/send-receive-messages/#emotes
 * @example
 * ```ts
 * import { emoteUrl } from 'tinyhelix'
 *
 * emoteUrl({ id: '25' }, { scale: '3.0' }) // 'https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/3.0'
 * ```
 */
export function emoteUrl(
  { id, format }: { readonly id: string; readonly format?: readonly string[] | string | undefined },
  { scale = '1.0', theme = 'dark', animated = true }: EmoteURLOptions = {},
): string {
  const moving = animated && (format?.includes('animated') ?? false)
  const form = moving ? 'animated' : format === undefined && animated ? 'default' : 'static'
  return `https://static-cdn.jtvnw.net/emoticons/v2/${encodeURIComponent(id)}/${form}/${theme}/${scale}`
}

/** Which of a Cheermote's pictures. */
export interface CheermoteURLOptions {
  /** @defaultValue `'1'` */
  readonly scale?: '1' | '1.5' | '2' | '3' | '4' | undefined
  /** The background that it is for. @defaultValue `'dark'` */
  readonly theme?: 'dark' | 'light' | undefined
  /** The moving picture. @defaultValue `true` */
  readonly animated?: boolean | undefined
}

/**
 * The address of a Cheermote's picture for a number of Bits; `null` if there are too few for any of its tiers.
 *
 * @example
 * ```ts
 * import { cheermoteUrl, type HelixClient, getCheermotes } from 'tinyhelix'
 *
 * async function picture(client: HelixClient, prefix: string, bits: number) {
 *   const cheermote = (await getCheermotes(client)).find(known => known.prefix === prefix)
 *   return cheermote ? cheermoteUrl(cheermote, bits, { scale: '2' }) : null
 * }
 * ```
 */
export function cheermoteUrl(
  { tiers }: Pick<Cheermote, 'tiers'>,
  bits: number,
  { scale = '1', theme = 'dark', animated = true }: CheermoteURLOptions = {},
): string | null {
  let reached: Cheermote['tiers'][number] | undefined
  for (const tier of tiers) {
    if (tier.min_bits <= bits && tier.min_bits >= (reached?.min_bits ?? 0)) reached = tier
  }
  return reached?.images[theme][animated ? 'animated' : 'static'][scale] ?? null
}

/**
 * Fills in the size in an image's address. Twitch writes the places as `{width}x{height}` for streams and categories,
 * and as `%{width}x%{height}` for videos. An address without places (`''` too) comes back as it is.
 *
 * @param width - in pixels
 * @param height - in pixels
 * @example
 * ```ts
 * import { imageUrl, type Stream } from 'tinyhelix'
 *
 * const preview = (stream: Stream) => imageUrl(stream.thumbnail_url, 440, 248)
 * ```
 */
export function imageUrl(template: string, width: number, height: number): string {
  return template.replace(/%?\{width\}/g, `${width}`).replace(/%?\{height\}/g, `${height}`)
}
