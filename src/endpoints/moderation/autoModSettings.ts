import { nullable, number, object, string } from '../../schema/object.ts'

/** The AutoMod settings of a chat. Each level is 0 (no filter) to 4 (strictest). */
export interface AutoModSettings {
  broadcaster_id: string
  moderator_id: string
  /** The level that sets all others; `null` if they were set one by one. */
  overall_level: number | null
  /** Hostility against people with disabilities. */
  disability: number
  /** Threats and other aggression. */
  aggression: number
  /** Hostility towards sexuality, sex or gender. */
  sexuality_sex_or_gender: number
  /** Hostility towards women. */
  misogyny: number
  /** Insults and name calling. */
  bullying: number
  swearing: number
  /** Hostility towards ethnicity or religion. */
  race_ethnicity_or_religion: number
  /** Sexual language. */
  sex_based_terms: number
}

export const autoModSettings = object<AutoModSettings>({
  broadcaster_id: string,
  moderator_id: string,
  overall_level: nullable(number),
  disability: number,
  aggression: number,
  sexuality_sex_or_gender: number,
  misogyny: number,
  bullying: number,
  swearing: number,
  race_ethnicity_or_religion: number,
  sex_based_terms: number,
})
