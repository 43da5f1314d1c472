import { readableColor } from 'tinyhelix/eventsub'
import { describe, expect, it } from 'vitest'
import { seededRandom } from './simulatedTwitch.ts'

const channelsOf = (color: string) => [1, 3, 5].map(start => Number.parseInt(color.slice(start, start + 2), 16))

/** WCAG's contrast, from its definition. */
function contrast(...colors: [string, string]): number {
  const [lighter = 0, darker = 0] = colors
    .map(color => {
      const [red = 0, green = 0, blue = 0] = channelsOf(color).map(channel =>
        channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    })
    .sort((one, other) => other - one)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Degrees; `null` for a grey. */
function hue(color: string): number | null {
  const [red = 0, green = 0, blue = 0] = channelsOf(color)
  const most = Math.max(red, green, blue)
  const range = most - Math.min(red, green, blue)
  if (range < 24) return null
  if (most === red) return (60 * ((green - blue) / range) + 360) % 360
  return most === green ? 60 * ((blue - red) / range) + 120 : 60 * ((red - green) / range) + 240
}

const random = seededRandom(7)
const anyColor = () => `#${Array.from({ length: 6 }, () => Math.floor(random() * 16).toString(16)).join('')}` as const
const pairs = Array.from({ length: 3000 }, () => [anyColor(), anyColor()] as const)

describe('readableColor', () => {
  it('any two colors get a contrast of at least 4.5', () => {
    for (const [color, background] of pairs) {
      const readable = readableColor(color, background)
      expect(readable).toMatch(/^#[\da-f]{6}$/)
      expect([color, background, contrast(readable, background) >= 4.5]).toEqual([color, background, true])
    }
  })

  it('the color keeps its hue', () => {
    for (const [color, background] of pairs) {
      const [before, after] = [hue(color), hue(readableColor(color, background))]
      if (before === null || after === null) continue
      const turn = Math.abs(before - after)
      expect([color, background, Math.min(turn, 360 - turn) < 5]).toEqual([color, background, true])
    }
  })

  it('a readable color stays unchanged', () => {
    for (const [color, background] of pairs) {
      if (contrast(color, background) > 4.5) expect(readableColor(color, background)).toBe(color)
    }
    expect(readableColor('#0F8', '#000')).toBe('#00ff88')
  })

  it('the color changes as little as possible', () => {
    for (const [color, background] of pairs) {
      const readable = readableColor(color, background)
      if (readable !== color) expect(contrast(readable, background)).toBeLessThan(6)
    }
  })

  it.each(['', null, 'red', '#12', '#12345', '#1234567', '#12345g', 'rgb(1, 2, 3)', '<script>'])(
    '%j is shown as a grey',
    color => {
      for (const background of ['#000', '#18181b', '#fff', '#f7f7f8', '#777777'] as const) {
        const readable = readableColor(color, background)
        const [red, green, blue] = channelsOf(readable)
        expect([red, green]).toEqual([green, blue])
        const full = background.length === 4 ? background.replace(/[\da-f]/g, '$&$&') : background
        expect(contrast(readable, full)).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it('the examples in the documentation are true', () => {
    expect(readableColor('#0000FF', '#18181b')).toBe('#7070ff')
  })
})
