/** What a picture is drawn from. */
export interface Canvas {
  readonly width: number
  readonly height: number
  /** Different for each thing that is shown, and always the same for the same one. */
  readonly number: number
  /** What the picture's address calls the thing, such as a login. */
  readonly name: string
  readonly isMoving: boolean
}

/** A colour that fits the picture: turned by so many degrees from its own, with this lightness in percent. */
export const tone = ({ number }: Canvas, turn: number, lightness: number, saturation = 60): string =>
  `hsl(${((number % 360) + turn) % 360} ${saturation}% ${lightness}%)`

/** A length as it is written into a picture. */
export const px = (length: number): string => `${Math.round(length * 10) / 10}`
