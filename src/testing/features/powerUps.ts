import { type CustomPowerUp, getCustomPowerUps } from '../../endpoints/bits/getCustomPowerUps.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { type Filled, uuid } from '../world/random.ts'
import { usersOf } from '../world/users.ts'
import { perChannel } from '../world/world.ts'
import type { Feature } from './feature.ts'
import { plainReward } from './rewards.ts'

/** Title, price in Bits, and prompt. */
const usual: Filled<readonly [string, number, string]> = [
  ['Fireworks', 100, ''],
  ['Say it in a robot voice', 250, 'Say what?'],
  ['Spin the wheel', 500, ''],
  ['Turn the screen upside down', 1000, ''],
]

/** A channel's custom Power-ups. They can be created on the broadcaster's dashboard only. */
const powerUpsOf = perChannel((world, channelId): CustomPowerUp[] => {
  const broadcaster = usersOf(world).byId(channelId)
  if (!broadcaster?.broadcaster_type) return []
  return usual.slice(0, broadcaster.index ? broadcaster.index % 4 : 4).map(([title, bits, prompt], index) => {
    const id = uuid(world.seed, 'power-up', channelId, index)
    const {
      cost: _,
      should_redemptions_skip_request_queue: __,
      ...row
    } = plainReward(world, broadcaster, { id, title, cost: bits })
    return { ...row, bits, prompt, is_user_input_required: prompt !== '', is_enabled: index !== 3 }
  })
})

export const powerUps: Feature = [
  route(getCustomPowerUps, ({ world, params, broadcaster }) => {
    if (!broadcaster.broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
    const ids = many(params.id)
    const found = powerUpsOf(world, broadcaster.id).filter(({ id }) => !ids || ids.includes(id))
    if (ids && !found.length) refuse(404, 'None of the custom Power-ups was found.')
    return data(found)
  }),
]
