import { hash } from '../../world/random.ts'

/** A size in a picture's path: in numbers, or as Twitch's places for them. */
const sizes = /-(\d+|%?\{width\})x(\d+|%?\{height\})/

/** A patch of colour. It is written as it is sent: places for a size must not be escaped. */
const patch = (hue: number, width = '300', height = '300'): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'%3E%3Crect width='100%25' height='100%25' fill='hsl(${hue} 50%25 45%25)'/%3E%3C/svg%3E#`

/** What stands in place of a server's URL: with any path behind it, it loads. All emotes look alike. */
export const dataURL = patch(270)

/**
 * The address of a picture that loads without a server: a patch of colour, another one for each thing. Places for a
 * size stay what they are, so that it can be filled in. At the end stands the picture's path.
 */
export function dataAddress(path: string): string {
  if (path.startsWith('emoticons/')) return `${dataURL}/${path}`
  const [size = '', width, height] = sizes.exec(path) ?? []
  return `${patch(hash(path.replace(size, '')) % 360, width, height)}/${path}`
}
