import { channelBitsUse } from '../../eventsub/types/channelBitsUse.ts'
import { channelCheer } from '../../eventsub/types/channelCheer.ts'
import { inPiecesOfBits } from '../features/chatMessages.ts'
import { ofChannel, ofUser } from '../features/people.ts'
import type { Person } from '../world/users.ts'
import type { InnerStage } from './scene.ts'

/** A cheer, which Twitch reports three times: as a message, as a cheer, and as a use of Bits. */
export function cheer({ world, channel, say, emit }: InnerStage, person: Person, bits: number, words: string): void {
  const text = `Cheer${bits} ${words}`
  const cheered = { ...ofChannel(channel), ...ofUser(person), bits }
  say(person, text)
  emit(channelCheer, { ...cheered, is_anonymous: false, message: text })
  emit(channelBitsUse, {
    ...cheered,
    type: 'cheer',
    message: inPiecesOfBits(world, channel, text),
    power_up: null,
  })
}
