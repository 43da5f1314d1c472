import { hash } from '../../world/random.ts'
import type { Canvas } from './canvas.ts'
import { drawCover } from './cover.ts'
import { drawBadge, drawEmote } from './emote.ts'
import { drawFace } from './face.ts'
import { drawLandscape } from './landscape.ts'

type Draw = (canvas: Canvas) => string

const kinds: Readonly<Record<string, Draw>> = {
  avatar: drawFace,
  team: drawFace,
  box: drawCover,
  'emoticons/v2': drawEmote,
  cheermote: drawEmote,
  badge: drawBadge,
}

const emoteSizes: Readonly<Record<string, number>> = { '1.0': 28, '2.0': 56, '3.0': 112 }

/** Draws the image of a path, such as `preview/ada-440x248.svg`, in the size that the path names. */
export function draw(path: string): string {
  const [, kind = '', name = '', width, height] =
    /^(emoticons\/v2|[^/]+)\/(.*?)(?:-(\d{1,4})x(\d{1,4}))?(?:\.svg)?$/.exec(path) ?? []
  // Emotes have their id first, and name a scale in place of a size.
  const parts = name.split('/')
  const size = emoteSizes[parts.at(-1) ?? ''] ?? 300
  const thing = parts[0] ?? ''
  const canvas = {
    width: Number(width) || size,
    height: Number(height) || size,
    number: hash(kind, thing),
    name: thing,
    isMoving: parts[1] === 'animated',
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${canvas.width}" height="${canvas.height}" viewBox="0 0 ${canvas.width} ${canvas.height}">` +
    `${(kinds[kind] ?? drawLandscape)(canvas)}</svg>`
  )
}
