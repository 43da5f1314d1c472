import { number, object, string } from '../../schema/object.ts'

/** A cheer in a message. */
export interface EventCheermote {
  /** The name without the number, such as `Cheer`. */
  prefix: string
  bits: number
  /** Which of the cheermote's pictures is shown. */
  tier: number
}

export const cheermote = object<EventCheermote>({ prefix: string, bits: number, tier: number })
