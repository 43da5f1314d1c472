import { object, string } from '../../schema/object.ts'
import { parameter } from '../../schema/parameters.ts'

/** A clip that Twitch is making. */
export interface CreatedClip {
  id: string
  /** Where its maker can change it, for 24 hours at the most. */
  edit_url: string
}

export const createdClip = object<CreatedClip>({ id: string, edit_url: string })

/** How long a new clip may be. */
export const clipDuration = /* @__PURE__ */ parameter<number>(
  'a number of seconds from 5 to 60 with at most one decimal',
  value => typeof value === 'number' && value >= 5 && value <= 60 && Number(value.toFixed(1)) === value,
  { type: 'number' },
)
