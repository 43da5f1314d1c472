import { sendWhisper } from '../../endpoints/whispers/sendWhisper.ts'
import { userWhisperMessage } from '../../eventsub/types/userWhisperMessage.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { type Person, usersOf } from '../world/users.ts'
import { day, minute, perChannel, second } from '../world/world.ts'
import { blocksOf } from './blocks.ts'
import type { Feature } from './feature.ts'

const sentBy = perChannel((): { readonly to: Person; readonly at: number }[] => [])

export const whispers: Feature = [
  route(sendWhisper, ({ world, params, user, now, emit }) => {
    const recipient = usersOf(world).byId(params.to_user_id)
    if (!recipient) return refuse(404, 'The ID in to_user_id was not found.')
    if (blocksOf(world, recipient.id).has(user.id)) refuse(403, "The recipient's settings prevent this sender.")
    const sent = sentBy(world, user.id)
    const since = (time: number) => sent.filter(({ at }) => at > now() - time)
    const today = new Set(since(day).map(({ to }) => to))
    if (!today.has(recipient) && today.size >= 40) refuse(429, 'The sending user exceeded the number of recipients.')
    if (since(second).length >= 3 || since(minute).length >= 100) {
      refuse(429, 'The sending user exceeded the number of whispers that they may send.')
    }
    sent.push({ to: recipient, at: now() })
    emit(userWhisperMessage, {
      from_user_id: user.id,
      to_user_id: recipient.id,
      whisper_id: freshId(world, 'whisper'),
      whisper: { text: params.message },
    })
    return noContent
  }),
]
