import { type Canvas, px, tone } from './canvas.ts'

/** A symmetric pattern of squares that looks like a face, for avatars and logos. */
export function drawFace(canvas: Canvas): string {
  const { width, height, number } = canvas
  const cell = Math.min(width, height) / 7
  const left = (width - cell * 5) / 2
  const top = (height - cell * 5) / 2
  const rows = [0, 1, 2, 3, 4].map(row => {
    const bits = (number >>> (8 + row * 3)) & 7
    return [0, 1, 2, 3, 4]
      .filter(column => bits & (1 << Math.min(column, 4 - column)))
      .map(column => `M${px(left + column * cell)} ${px(top + row * cell)}h${px(cell)}v${px(cell)}h-${px(cell)}z`)
      .join('')
  })
  return `<rect width="${width}" height="${height}" fill="${tone(canvas, 0, 45)}"/><path fill="${tone(canvas, 150, 88)}" d="${rows.join('')}"/>`
}
