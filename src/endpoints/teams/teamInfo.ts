import { type Fields, nullable, string } from '../../schema/object.ts'

/** The fields of a team that every answer has. */
export interface TeamInfo {
  id: string
  /** The name in the team's URL. */
  team_name: string
  /** The display name. */
  team_display_name: string
  /** The team's description, as HTML or Markdown that members wrote. Sanitize it before you show it. */
  info: string
  /** The logo; `null` if there is none. */
  thumbnail_url: string | null
  /** `null` if there is none. */
  banner: string | null
  /** `null` if there is none. */
  background_image_url: string | null
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339. */
  updated_at: string
}

export const teamInfo: Fields<TeamInfo> = {
  id: string,
  team_name: string,
  team_display_name: string,
  info: string,
  thumbnail_url: nullable(string),
  banner: nullable(string),
  background_image_url: nullable(string),
  created_at: string,
  updated_at: string,
}
