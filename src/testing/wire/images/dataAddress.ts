import { hash } from '../../world/random.ts'

/** A size in an image's path: numbers or Twitch's placeholders. */
const sizes = /-(\d+|%?\{width\})x(\d+|%?\{height\})/

/** A colored square. It is sent as written, because placeholders for a size must not be escaped. */
const patch = (hue: number, width = '300', height = '300'): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'%3E%3Crect width='100%25' height='100%25' fill='hsl(${hue} 50%25 45%25)'/%3E%3C/svg%3E#`

/** The base URL without a server: it loads with any path after it. All emotes look alike. */
export const dataURL = patch(270)

/**
 * The address of an image that loads without a server: a colored square, another one for each thing. Placeholders for a
 * size stay, and the image's path comes last.
 */
export function dataAddress(path: string): string {
  if (path.startsWith('emoticons/')) return `${dataURL}/${path}`
  const [size = '', width, height] = sizes.exec(path) ?? []
  return `${patch(hash(path.replace(size, '')) % 360, width, height)}/${path}`
}
