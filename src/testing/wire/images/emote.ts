import { type Canvas, px, tone } from './canvas.ts'

/** A round face with an expression, on a transparent background. */
export function drawEmote(canvas: Canvas): string {
  const { width: size, number, isMoving } = canvas
  const at = (share: number) => px(share * size)
  const isWinking = number % 3 === 0
  const mood = ((number >>> 4) % 7) / 20 - 0.1
  const eye = (x: number, isClosed: boolean) =>
    isClosed
      ? `<path d="M${at(x - 0.07)} ${at(0.42)}h${at(0.14)}" stroke-width="${at(0.06)}"/>`
      : `<circle cx="${at(x)}" cy="${at(0.4)}" r="${at(0.06)}" fill="#222" stroke="none"/>`
  return (
    `<circle cx="${at(0.5)}" cy="${at(0.5)}" r="${at(0.47)}" fill="${tone(canvas, 0, 66, 85)}"/>` +
    `<g fill="none" stroke="#222" stroke-linecap="round">${eye(0.34, false)}${eye(0.66, isWinking)}` +
    `<path d="M${at(0.3)} ${at(0.64)}Q${at(0.5)} ${at(0.64 + mood)} ${at(0.7)} ${at(0.64)}" stroke-width="${at(0.06)}"/></g>` +
    (isMoving ? '<animate attributeName="opacity" values="1;.5;1" dur="1s" repeatCount="indefinite"/>' : '')
  )
}

/** A rounded square with a letter. */
export function drawBadge(canvas: Canvas): string {
  const { width: size, name } = canvas
  return (
    `<rect width="${size}" height="${size}" rx="${px(size / 5)}" fill="${tone(canvas, 0, 40, 70)}"/>` +
    `<text x="50%" y="${px(size * 0.74)}" text-anchor="middle" font-family="sans-serif" font-weight="800" font-size="${px(size * 0.68)}" fill="#fff">` +
    `${name
      .replace(/[^\p{L}]/gu, '')
      .slice(0, 1)
      .toUpperCase()}</text>`
  )
}
