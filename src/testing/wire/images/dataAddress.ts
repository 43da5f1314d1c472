import { hash } from '../../world/random.ts'

/** A size in an image's path: numbers or Twitch's placeholders. */
const sizes = /-(\d+|%?\{width\})x(\d+|%?\{height\})/

/** A colored square. It is sent as written, because placeholders for a size must not be escaped. */
const patch = (hue: number, width = '300', height = '300'): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'%3E%3Crect width='100%25' height='100%25' fill='hsl(${hue} 50%25 45%25)'/%3E%3C/svg%3E#`

/** The base URL without a server: it loads with any path after it. All emotes look alike: a face. */
export const dataURL =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='56' height='56' viewBox='0 0 28 28'%3E" +
  "%3Ccircle cx='14' cy='14' r='13' fill='hsl(270 80%25 75%25)'/%3E" +
  "%3Cpath d='M9.5 10v2m9-2v2M8 17q6 6 12 0' fill='none' stroke='%23222' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E#"

/**
 * The address of an image that loads without a server: a colored square, another one for each thing. Placeholders for a
 * size stay, and the image's path comes last.
 */
export function dataAddress(path: string): string {
  if (path.startsWith('emoticons/')) return `${dataURL}/${path}`
  const [size = '', width, height] = sizes.exec(path) ?? []
  return `${patch(hash(path.replace(size, '')) % 360, width, height)}/${path}`
}
