/** A still image in an animation. */
export interface Frame {
  /** A whole file of WebP. */
  readonly image: Uint8Array
  /** Where it is drawn, over the frames before it. Both numbers are even. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** In milliseconds. */
  readonly duration: number
}

const integer = (value: number, bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 255))

const chunk = (name: string, ...parts: readonly Uint8Array[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(name), integer(body.length, 4), body, Buffer.alloc(body.length % 2)])
}

/** The chunks of a still image that hold its picture. */
function* picturesOf(image: Uint8Array): Generator<Buffer> {
  const file = Buffer.from(image)
  for (let at = 12; at < file.length; ) {
    const name = file.toString('latin1', at, at + 4)
    const end = at + 8 + file.readUInt32LE(at + 4)
    if (/^(VP8 |VP8L|ALPH)$/.test(name)) yield chunk(name, file.subarray(at + 8, end))
    at = end + (end % 2)
  }
}

/** Joins still images of WebP to one that moves, and begins again at its end. */
export function animatedWebP(width: number, height: number, frames: readonly Frame[]): Buffer {
  const hasAnimation = 0b10
  const drawnOver = 0b10
  const chunks = [
    chunk('VP8X', integer(hasAnimation, 4), integer(width - 1, 3), integer(height - 1, 3)),
    chunk('ANIM', integer(0, 4), integer(0, 2)),
    ...frames.map(({ image, x, y, width, height, duration }) =>
      chunk(
        'ANMF',
        ...[x / 2, y / 2, width - 1, height - 1, duration].map(value => integer(value, 3)),
        integer(drawnOver, 1),
        ...picturesOf(image),
      ),
    ),
  ]
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  return Buffer.concat([Buffer.from('RIFF'), integer(body.length, 4), body])
}
