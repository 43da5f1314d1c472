import { type Canvas, px, tone } from './canvas.ts'

/** Hills under a sun, with the first letters of the name: for previews, videos, clips and the rest. */
export function drawLandscape(canvas: Canvas): string {
  const { name, height, width } = canvas
  const letters = name
    .replace(/[^\p{L}\d]/gu, '')
    .slice(0, 2)
    .toUpperCase()
  return (
    drawHills(canvas) +
    `<text x="${px(width / 2)}" y="${px(height * 0.94)}" text-anchor="middle" font-family="sans-serif" font-weight="700" ` +
    `font-size="${px(Math.min(width, height) * 0.11)}" fill="#fff" fill-opacity=".75">${letters}</text>`
  )
}

/** Hills under a sun. */
export function drawHills(canvas: Canvas): string {
  const { width, height, number } = canvas
  const hills = [0, 1, 2].map(layer => {
    const rise = height * (0.45 + layer * 0.17)
    const bend = (width * (20 + ((number >>> (layer * 5)) % 40))) / 100
    return (
      `<path fill="${tone(canvas, 20 + layer * 25, 42 - layer * 11)}" d="M0 ${height}V${px(rise)}` +
      `Q${px(bend)} ${px(rise - height * 0.22)} ${px(width * 0.55)} ${px(rise)}T${width} ${px(rise - height * 0.06)}V${height}Z"/>`
    )
  })
  const sun = { x: width * (0.2 + (number % 50) / 100), y: height * 0.3, r: Math.min(width, height) * 0.13 }
  return (
    `<rect width="${width}" height="${height}" fill="${tone(canvas, 200, 72, 50)}"/>` +
    `<circle cx="${px(sun.x)}" cy="${px(sun.y)}" r="${px(sun.r)}" fill="${tone(canvas, 60, 84)}"/>${hills.join('')}`
  )
}
