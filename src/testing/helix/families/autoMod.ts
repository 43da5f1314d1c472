import type { AutoModSettings } from '../../../endpoints/moderation/autoModSettings.ts'
import { checkAutoModStatus } from '../../../endpoints/moderation/checkAutoModStatus.ts'
import { getAutoModSettings } from '../../../endpoints/moderation/getAutoModSettings.ts'
import { updateAutoModSettings } from '../../../endpoints/moderation/updateAutoModSettings.ts'
import { hour, minute, perChannel } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { data, one } from '../response.ts'
import { type Family, route } from '../route.ts'

type Levels = Omit<AutoModSettings, 'broadcaster_id' | 'moderator_id' | 'overall_level'>

/** What one overall level means for each of the single ones. */
const levelsOf = (overall: number): Levels => ({
  disability: overall,
  aggression: Math.max(0, overall - 1),
  sexuality_sex_or_gender: overall,
  misogyny: overall,
  bullying: Math.max(0, overall - 2),
  swearing: Math.max(0, overall - 3),
  race_ethnicity_or_religion: overall,
  sex_based_terms: Math.max(0, overall - 2),
})

const settingsOf = perChannel((): { overall: number | null; levels: Levels } => ({ overall: 2, levels: levelsOf(2) }))

/** What the fake's AutoMod holds back. */
const isHeld = (text: string) => /\b(darn|heck|dang|blast)\b/i.test(text)

const tooMany = 'The broadcaster exceeded the number of chat message checks that they may make.'

/** How often messages can be checked in a minute and in an hour. */
const spendChecking = {
  '': [allowance(5, minute, tooMany), allowance(50, hour, tooMany)],
  affiliate: [allowance(10, minute, tooMany), allowance(100, hour, tooMany)],
  partner: [allowance(30, minute, tooMany), allowance(300, hour, tooMany)],
}

export const autoMod: Family = [
  route(getAutoModSettings, ({ world, broadcaster, user }) => {
    const { overall, levels } = settingsOf(world, broadcaster.id)
    return one({ broadcaster_id: broadcaster.id, moderator_id: user.id, overall_level: overall, ...levels })
  }),
  route(updateAutoModSettings, ({ world, params, broadcaster, user }) => {
    const settings = settingsOf(world, broadcaster.id)
    const { overall_level, broadcaster_id: _, moderator_id: __, ...given } = params
    if (overall_level !== undefined) {
      settings.overall = overall_level
      settings.levels = levelsOf(overall_level)
    } else {
      // Levels that are not named are turned off, as this replaces all settings.
      settings.overall = null
      settings.levels = { ...levelsOf(0), ...JSON.parse(JSON.stringify(given)) }
    }
    const { overall, levels } = settings
    return one({ broadcaster_id: broadcaster.id, moderator_id: user.id, overall_level: overall, ...levels })
  }),
  route(checkAutoModStatus, ({ world, params, broadcaster }) => {
    for (const spend of spendChecking[broadcaster.broadcaster_type]) spend(world, broadcaster.id)
    return data(params.messages.map(({ msg_id, msg_text }) => ({ msg_id, is_permitted: !isHeld(msg_text) })))
  }),
]
