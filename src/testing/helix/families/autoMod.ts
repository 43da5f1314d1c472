import { checkAutoModStatus } from '../../../endpoints/moderation/checkAutoModStatus.ts'
import { getAutoModSettings } from '../../../endpoints/moderation/getAutoModSettings.ts'
import { updateAutoModSettings } from '../../../endpoints/moderation/updateAutoModSettings.ts'
import { autoModOf, findingIn, levelsOf } from '../../world/autoMod.ts'
import { hour, minute } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { data, one } from '../response.ts'
import { type Family, route } from '../route.ts'

const tooMany = 'The broadcaster exceeded the number of chat message checks that they may make.'

/** How often messages can be checked in a minute and in an hour. */
const spendChecking = {
  '': [allowance(5, minute, tooMany), allowance(50, hour, tooMany)],
  affiliate: [allowance(10, minute, tooMany), allowance(100, hour, tooMany)],
  partner: [allowance(30, minute, tooMany), allowance(300, hour, tooMany)],
}

export const autoMod: Family = [
  route(getAutoModSettings, ({ world, broadcaster, user }) => {
    const { overall, levels } = autoModOf(world, broadcaster.id)
    return one({ broadcaster_id: broadcaster.id, moderator_id: user.id, overall_level: overall, ...levels })
  }),
  route(updateAutoModSettings, ({ world, params, broadcaster, user }) => {
    const settings = autoModOf(world, broadcaster.id)
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
    return data(
      params.messages.map(({ msg_id, msg_text }) => ({
        msg_id,
        is_permitted: !findingIn(world, broadcaster.id, msg_text),
      })),
    )
  }),
]
