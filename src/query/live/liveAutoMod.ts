import type { getAutoModSettings } from '../../endpoints/moderation/getAutoModSettings.ts'
import { automodSettingsUpdate } from '../../eventsub/types/automodSettingsUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getAutoModSettings>('/moderation/automod/settings')

/** AutoMod's settings. */
export const liveAutoMod: LiveFamily = defineLiveFamily([
  liveRule(automodSettingsUpdate, answers, {
    effect: 'patch',
    row: 'broadcaster_id',
    from: 'broadcaster_user_id',
    fields: {
      overall_level: 'overall_level',
      bullying: 'bullying',
      disability: 'disability',
      race_ethnicity_or_religion: 'race_ethnicity_or_religion',
      misogyny: 'misogyny',
      sexuality_sex_or_gender: 'sexuality_sex_or_gender',
      aggression: 'aggression',
      sex_based_terms: 'sex_based_terms',
      swearing: 'swearing',
    },
  }),
])
