import { type Part, stage } from '../settings.ts'

export type Place = Pick<Part, 'x' | 'y' | 'width' | 'height'>

const between = (value: number, min: number, max: number) => Math.round(Math.min(Math.max(value, min), max))

/** The nearest place that is on the stage. */
export function onStage({ x, y, width, height }: Place): Place {
  const size = { width: between(width, 100, stage.width), height: between(height, 50, stage.height) }
  return {
    x: between(x, 0, stage.width - size.width),
    y: between(y, 0, stage.height - size.height),
    ...size,
  }
}

/** Within these pixels a dragged edge goes to a line. */
const reach = 12

/** Where edges go to: the 5 % that some screens cut off, and the middle. */
const lines = { x: [96, stage.width / 2, stage.width - 96], y: [54, stage.height / 2, stage.height - 54] }

/** How far it is to the nearest line from any of these positions. */
function pull(positions: readonly number[], targets: readonly number[]): number {
  const ways = positions.flatMap(position => targets.map(target => target - position))
  const shortest = ways.sort((one, other) => Math.abs(one) - Math.abs(other))[0] ?? 0
  return Math.abs(shortest) <= reach ? shortest : 0
}

/** A dragged place, on the lines that its edges or its middle are near to. */
export function snapped({ x, y, width, height }: Place): Place {
  return {
    x: x + pull([x, x + width / 2, x + width], lines.x),
    y: y + pull([y, y + height / 2, y + height], lines.y),
    width,
    height,
  }
}
