import { type Fields, optional } from '../../schema/object.ts'
import { choice, text } from '../../schema/parameters.ts'

/** Filters and sorts a list of videos. */
export interface VideoFilters {
  /** An ISO 639-1 code, or `other`. Twitch documents it for a category's videos only. */
  language?: string | undefined
  /** Returns only videos published within the last day, week or month. @defaultValue `all` */
  period?: 'all' | 'day' | 'week' | 'month' | undefined
  /** The order: newest first, trending first, or most viewed first. @defaultValue `time` */
  sort?: 'time' | 'trending' | 'views' | undefined
  /** @defaultValue `all` */
  type?: 'all' | 'archive' | 'highlight' | 'upload' | undefined
}

export const videoFilters: Fields<VideoFilters> = {
  language: optional(text(1)),
  period: optional(choice('all', 'day', 'week', 'month')),
  sort: optional(choice('time', 'trending', 'views')),
  type: optional(choice('all', 'archive', 'highlight', 'upload')),
}
