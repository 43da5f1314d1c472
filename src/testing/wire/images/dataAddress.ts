import { hash } from '../../world/random.ts'

/** A size in a picture's path: in numbers, or as Twitch's places for them. */
const sizes = /-(\d+|%?\{width\})x(\d+|%?\{height\})/

/**
 * The address of a picture that loads without a server: a patch of colour, another one for each thing. Places for a
 * size stay what they are, so that it can be filled in. At the end stands the picture's path.
 */
export function dataAddress(path: string): string {
  const [size = '', width = '300', height = '300'] = sizes.exec(path) ?? []
  // All emotes look alike: a template for their addresses is filled in elsewhere.
  const hue = hash(path.startsWith('emote/') ? 'emote' : path.replace(size, '')) % 360
  // Written as it is sent: the places for a size must not be escaped.
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'%3E%3Crect width='100%25' height='100%25' fill='hsl(${hue} 50%25 45%25)'/%3E%3C/svg%3E#${path}`
}
