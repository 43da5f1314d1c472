import { type Canvas, px, tone } from './canvas.ts'
import { drawHills } from './landscape.ts'

/** A category's cover: hills with the category's name, which follows the id in the address. */
export function drawCover(canvas: Canvas): string {
  const { width, height, name } = canvas
  const words = name
    .split('_')
    .slice(1)
    .join(' ')
    .replace(/[^\p{L}\d ]/gu, '')
    .toUpperCase()
    .split(' ')
  const size = Math.min(height * 0.1, (width * 1.4) / Math.max(6, ...words.map(word => word.length)))
  const lines = words.map(
    (word, index) =>
      `<tspan x="${px(width / 2)}" y="${px(height * 0.97 - size * 1.1 * (words.length - index - 0.6))}">${word}</tspan>`,
  )
  return (
    drawHills({ ...canvas, height: height * 0.85 }) +
    `<rect y="${px(height * 0.97 - size * 1.1 * (words.length + 0.4))}" width="${width}" height="${height}" fill="${tone(canvas, 70, 12)}"/>` +
    `<text text-anchor="middle" font-family="sans-serif" font-weight="800" font-size="${px(size)}" fill="${tone(canvas, 60, 88)}">${lines.join('')}</text>`
  )
}
