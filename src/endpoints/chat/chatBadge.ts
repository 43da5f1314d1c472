import { array, nullable, object, string } from '../../schema/object.ts'

/** One version of a badge. */
export interface ChatBadge {
  /** Tells the versions of a set apart: a number of months or Bits, a name. */
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
  /** Where a click on the badge leads; `null` if nowhere. */
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
