/** Red, green and blue, 0 to 255 each. An invalid color becomes grey. */
const channelsOf = (color: string | null) => {
  const [, digits = '808080'] = /^#((?:[\da-f]{3}){1,2})$/i.exec(`${color}`) ?? []
  const size = digits.length / 3
  return [0, 1, 2].map(index => Number.parseInt(digits.slice(index * size, (index + 1) * size).repeat(3 - size), 16))
}

/** The relative luminance as WCAG defines it. */
const luminanceOf = (channels: readonly number[]) => {
  const [red = 0, green = 0, blue = 0] = channels.map(channel => {
    const share = channel / 255
    return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
}

/**
 * Returns a color of the same hue that is readable on a background: it makes the color lighter or darker until the
 * contrast is 4.5. Chatters choose the color of their name for Twitch's backgrounds, not for yours. `null`, `''` and
 * invalid colors become grey.
 *
 * @param color - Such as `#00FF7F` or `#0f8`.
 * @param background - The same.
 * @see https://www.w3.org/TR/WCAG22/#contrast-minimum
 * @example
 * ```ts
 * import { readableColor } from 'tinyhelix/eventsub'
 *
 * readableColor('#0000FF', '#18181b') // '#7070ff'
 * ```
 */
export function readableColor(color: string | null, background: `#${string}`): string {
  const channels = channelsOf(color)
  const behind = luminanceOf(channelsOf(background))
  // On a luminance of 0.18, white and black have the same contrast of 4.6.
  const end = behind > 0.229 ? 0 : 255
  for (let share = 0; ; share += 1 / 64) {
    const mixed = channels.map(channel => Math.round(channel + (end - channel) * share))
    const own = luminanceOf(mixed)
    if (share >= 1 || Math.max(own, behind) >= 4.5 * Math.min(own, behind)) {
      return `#${mixed.map(channel => channel.toString(16).padStart(2, '0')).join('')}`
    }
  }
}
