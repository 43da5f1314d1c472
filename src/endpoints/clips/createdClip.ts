import { object, string } from '../../schema/object.ts'
import { parameter } from '../../schema/parameters.ts'

/** A clip that Twitch is making. */
export interface CreatedClip {
  id: string
  /** The URL where its maker can edit it, for at most 24 hours. */
  edit_url: string
}

export const createdClip = object<CreatedClip>({ id: string, edit_url: string })

/** The length of a new clip. */
export const clipDuration = /* @__PURE__ */ parameter<number>(
  'a number of seconds from 5 to 60 with at most one decimal',
  value => typeof value === 'number' && value >= 5 && value <= 60 && Number(value.toFixed(1)) === value,
  { type: 'number' },
)
