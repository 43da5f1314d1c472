/** The input of a drawing. */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** A number that differs for each thing, and stays the same for one thing. */
  readonly number: number
  /** The name of the thing in the image's path, such as a login. */
  readonly name: string
  readonly isMoving: boolean
}

/** A color that fits the image: turned by so many degrees from its own, with this lightness in percent. */
export const tone = ({ number }: Canvas, turn: number, lightness: number, saturation = 60): string =>
  `hsl(${((number % 360) + turn) % 360} ${saturation}% ${lightness}%)`

/** A length as text. */
export const px = (length: number): string => `${Math.round(length * 10) / 10}`
