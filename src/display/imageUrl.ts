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
