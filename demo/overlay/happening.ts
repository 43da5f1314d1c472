import { counted, amount as format } from './numbers.ts'
import type { AlertType } from './settings.ts'

/** Something that deserves an alert. */
export interface Happening {
  readonly id: string
  readonly type: AlertType
  /** Who did it. Several did the same if alerts were merged. */
  readonly names: readonly string[]
  /** How many Bits, months, viewers or subscriptions. */
  readonly amount: number
  /** `1000`, `2000` or `3000`; `''` if there is none. */
  readonly tier: string
  /** What the viewer wrote. */
  readonly message: string
}

function listed([first = '', second, ...others]: readonly string[]): string {
  if (second === undefined) return first
  return others.length ? `${first}, ${second} and ${counted(others.length, 'other')}` : `${first} and ${second}`
}

function fieldsOf({ names, amount, tier: given, message }: Happening): Readonly<Record<string, string>> {
  const tier = given && `Tier ${given.slice(0, 1)}`
  return {
    name: listed(names),
    amount: format(amount),
    tier,
    message,
    months: counted(amount, 'month'),
    bits: counted(amount, 'Bit'),
    viewers: counted(amount, 'viewer'),
    subs: counted(amount, `${tier} sub`),
  }
}

/** A piece of a text: of the streamer's own words, or of a field. */
export interface Piece {
  readonly field: string | null
  readonly text: string
}

/** Puts what happened into a text such as `{name} gifted {subs}`. */
export function fillIn(text: string, happening: Happening): readonly Piece[] {
  const fields = fieldsOf(happening)
  return text
    .split(/(\{\w+\})/)
    .map(piece => {
      const field = piece.startsWith('{') ? piece.slice(1, -1) : ''
      return Object.hasOwn(fields, field) ? { field, text: fields[field] ?? '' } : { field: null, text: piece }
    })
    .filter(({ text }) => text)
}
