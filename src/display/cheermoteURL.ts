import type { Cheermote } from '../endpoints/bits/getCheermotes.ts'

/** Selects one of a Cheermote's images. */
export interface CheermoteURLOptions {
  /** @defaultValue `1` */
  readonly scale?: 1 | 1.5 | 2 | 3 | 4 | undefined
  /** The background that it is for. @defaultValue `'dark'` */
  readonly theme?: 'dark' | 'light' | undefined
  /** Selects the animated image. @defaultValue `true` */
  readonly animated?: boolean | undefined
}

/**
 * Returns the URL of a Cheermote's image for a number of Bits, or `null` if the number is below its lowest tier.
 *
 * @example
 * ```ts
 * import { cheermoteURL, type HelixClient, getCheermotes } from 'tinyhelix'
 *
 * async function picture(client: HelixClient, prefix: string, bits: number) {
 *   const cheermote = (await getCheermotes(client)).find(known => known.prefix === prefix)
 *   return cheermote ? cheermoteURL(cheermote, bits, { scale: 2 }) : null
 * }
 * ```
 */
export function cheermoteURL(
  { tiers }: Pick<Cheermote, 'tiers'>,
  bits: number,
  { scale = 1, theme = 'dark', animated = true }: CheermoteURLOptions = {},
): string | null {
  let reached: Cheermote['tiers'][number] | undefined
  for (const tier of tiers) {
    if (tier.min_bits <= bits && tier.min_bits >= (reached?.min_bits ?? 0)) reached = tier
  }
  return reached?.images[theme][animated ? 'animated' : 'static'][`${scale}`] ?? null
}
