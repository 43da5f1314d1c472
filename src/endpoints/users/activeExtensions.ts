import { boolean, number, object, optional, string } from '../../schema/object.ts'
import { recordOf } from '../../schema/recordOf.ts'

/** A slot for an extension. */
export interface ExtensionSlot {
  /** Whether an extension is in the slot. If not, all other fields are absent. */
  active: boolean
  id?: string | undefined
  version?: string | undefined
  name?: string | undefined
  /** The position of a component, from the left. */
  x?: number | undefined
  /** The position of a component, from the top. */
  y?: number | undefined
}

/** A channel's slots for extensions, by number: `'1'`, `'2'`, … */
export interface ActiveExtensions {
  /** Below the video. */
  panel?: Record<string, ExtensionSlot> | undefined
  /** Over the whole video. */
  overlay?: Record<string, ExtensionSlot> | undefined
  /** Over a part of the video. */
  component?: Record<string, ExtensionSlot> | undefined
}

const slots = optional(
  recordOf(
    object<ExtensionSlot>({
      active: boolean,
      id: optional(string),
      version: optional(string),
      name: optional(string),
      x: optional(number),
      y: optional(number),
    }),
  ),
)

export const activeExtensions = object<ActiveExtensions>({ panel: slots, overlay: slots, component: slots })
