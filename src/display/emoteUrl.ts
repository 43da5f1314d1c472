/** Which of an emote's pictures. */
export interface EmoteUrlOptions {
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
  { scale = '1.0', theme = 'dark', animated = true }: EmoteUrlOptions = {},
): string {
  const moving = animated && (format?.includes('animated') ?? false)
  const form = moving ? 'animated' : format === undefined && animated ? 'default' : 'static'
  return `https://static-cdn.jtvnw.net/emoticons/v2/${encodeURIComponent(id)}/${form}/${theme}/${scale}`
}
