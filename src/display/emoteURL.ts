/** Selects one of an emote's images. */
export interface EmoteURLOptions {
  /** `1`: 28 pixels, `2`: 56, `3`: 112. @defaultValue `1` */
  readonly scale?: 1 | 2 | 3 | undefined
  /** The background that it is for. @defaultValue `'dark'` */
  readonly theme?: 'dark' | 'light' | undefined
  /** Selects the animated image, if there is one. @defaultValue `true` */
  readonly animated?: boolean | undefined
  /** Where images are: that of a fake Twitch is in `networkAt`. @defaultValue Twitch's, `https://static-cdn.jtvnw.net` */
  readonly imagesURL?: string | undefined
}

/**
 * Returns the URL of an emote's image. An emote from an endpoint has `format`, which tells whether there is an animated
 * image. For an id alone, it returns the URL of Twitch's default image.
 *
 * @see https://dev.twitch.tv/docs/chat/send-receive-messages/#emotes
 * @example
 * ```ts
 * import { emoteURL } from 'tinyhelix'
 *
 * emoteURL({ id: '25' }, { scale: 3 }) // 'https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/3.0'
 * ```
 */
export function emoteURL(
  { id, format }: { readonly id: string; readonly format?: readonly string[] | string | undefined },
  { scale = 1, theme = 'dark', animated = true, imagesURL = 'https://static-cdn.jtvnw.net' }: EmoteURLOptions = {},
): string {
  const moving = animated && (format?.includes('animated') ?? false)
  const form = moving ? 'animated' : format === undefined && animated ? 'default' : 'static'
  return `${imagesURL}/emoticons/v2/${encodeURIComponent(id)}/${form}/${theme}/${scale}.0`
}
