import { array, nullable, object, string } from '../../schema/object.ts'

/** One version of a badge. */
export interface ChatBadge {
  /** Identifies the version within its set: a number of months or Bits, or a name. */
  id: string
  /** 18 × 18 pixels. */
  image_url_1x: string
  /** 36 × 36 pixels. */
  image_url_2x: string
  /** 72 × 72 pixels. */
  image_url_4x: string
  title: string
  description: string
  /** What a click on the badge does, such as `visit_url`; `null` if nothing. */
  click_action: string | null
  /** The URL that a click on the badge opens; `null` if there is none. */
  click_url: string | null
}

/** A badge with its versions. */
export interface ChatBadgeSet {
  /** What the badge stands for, such as `subscriber`, `bits` or `vip`. */
  set_id: string
  /** Sorted by id. */
  versions: ChatBadge[]
}

export const chatBadgeSet = object<ChatBadgeSet>({
  set_id: string,
  versions: array(
    object<ChatBadge>({
      id: string,
      image_url_1x: string,
      image_url_2x: string,
      image_url_4x: string,
      title: string,
      description: string,
      click_action: nullable(string),
      click_url: nullable(string),
    }),
  ),
})
