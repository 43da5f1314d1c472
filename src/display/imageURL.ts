/**
 * Fills in the size in an image URL. Twitch writes the placeholders as `{width}x{height}` for streams and categories,
 * and as `%{width}x%{height}` for videos. A URL without placeholders, such as `''`, is returned unchanged.
 *
 * @param width - in pixels
 * @param height - in pixels
 * @example
 * ```ts
 * import { imageURL, type Stream } from 'tinyhelix'
 *
 * const preview = (stream: Stream) => imageURL(stream.thumbnail_url, 440, 248)
 * ```
 */
export function imageURL(template: string, width: number, height: number): string {
  return template.replace(/%?\{width\}/g, `${width}`).replace(/%?\{height\}/g, `${height}`)
}
