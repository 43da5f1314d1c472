const svg = 'http://www.w3.org/2000/svg'

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svg, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`)
  return element
}

const [width, height, turns, rungs] = [220, 420, 1.75, 26]

/** A double helix that stands upright, seen from the side. */
export function helix(): SVGElement {
  const drawing = shape('svg', { viewBox: `0 0 ${width} ${height}`, class: 'helix', 'aria-hidden': 'true' })
  for (let index = 0; index < rungs; index++) {
    const angle = (index / (rungs - 1)) * turns * 2 * Math.PI
    const y = 20 + (index / (rungs - 1)) * (height - 40)
    const [left, right] = [angle, angle + Math.PI].map(at => width / 2 + Math.cos(at) * 80)
    const depth = Math.sin(angle)
    const rung = shape('g', { style: `--turn: ${index}` })
    rung.append(
      shape('line', { x1: left ?? 0, x2: right ?? 0, y1: y, y2: y, class: 'helix-rung' }),
      shape('circle', { cx: left ?? 0, cy: y, r: 6 + depth * 3, class: 'helix-one' }),
      shape('circle', { cx: right ?? 0, cy: y, r: 6 - depth * 3, class: 'helix-two' }),
    )
    drawing.append(rung)
  }
  return drawing
}
