import { array, object, string } from '../../schema/object.ts'

/** A badge beside a chatter's name. `getGlobalChatBadges` and `getChannelChatBadges` have its picture. */
export interface EventBadge {
  /** The set, such as `subscriber`. */
  set_id: string
  /** The badge in the set. */
  id: string
  /** More about it: of `subscriber`, the months; `''` for most. */
  info: string
}

export const badges = array(object<EventBadge>({ set_id: string, id: string, info: string }))
