import { channelSharedChatBegin } from '../../eventsub/types/channelSharedChatBegin.ts'
import { channelSharedChatEnd } from '../../eventsub/types/channelSharedChatEnd.ts'
import { gifs } from '../features/chatMessages.ts'
import { emotesIn } from '../features/emotes.ts'
import { ofChannel } from '../features/people.ts'
import { freshId } from '../world/freshId.ts'
import { hash } from '../world/random.ts'
import { remarks } from '../world/remarks.ts'
import { usersOf } from '../world/users.ts'
import { cheer } from './cheer.ts'
import type { OwnScene } from './scene.ts'

/** The number of lines, the number at once, and the time between: 50 lines a second. */
const [lines, atOnce, pause] = [500, 2, 40]

/** A chat too fast to read, with all kinds of content. Another channel shares it. */
export const busyChat: OwnScene = {
  name: 'chat',
  title: 'A busy chat',
  play: async stage => {
    const { world, channel, viewers, emit, say, wait } = stage
    const people = viewers(80)
    const emotes = [...emotesIn(world, channel).keys()]
    const [guest = channel] = usersOf(world)
      .all.filter(person => person.broadcaster_type && person !== channel)
      .slice(2)
    const shared = {
      ...ofChannel(channel),
      session_id: freshId(world, 'shared chat'),
      host_broadcaster_user_id: channel.id,
    }
    emit(channelSharedChatBegin, { ...shared, participants: [channel, guest].map(ofChannel) })
    let last: string | undefined
    try {
      for (let line = 0; line < lines; line++) {
        const number = hash(world.seed, shared.session_id, line)
        const one = <T>(entries: readonly T[], shift: number): T | undefined =>
          entries[(number >>> shift) % entries.length]
        const person = one(people, 5) ?? channel
        const remark = one(remarks, 9) ?? ''
        const emote = one(emotes, 13) ?? ''
        switch (number % 16) {
          case 0:
          case 1:
            say(person, `${emote} ${emote} ${emote}`)
            break
          case 2:
          case 3:
            say(person, `@${(one(people, 17) ?? channel).login} ${remark}`, { replyTo: last })
            break
          case 4:
            say(person, `/me ${remark.toLowerCase()} ${emote}`)
            break
          case 5:
            say(person, `${one(gifs, 3)} ${remark}`)
            break
          case 6:
          case 7:
            say(person, `${remark} ${emote}`, { from: guest })
            break
          case 8:
            if (channel.broadcaster_type) cheer(stage, person, [1, 50, 100, 1000][(number >>> 4) % 4] ?? 1, remark)
            break
          case 9:
            say(person, `@${channel.login} ${remark}?`)
            break
          default:
            last = say(person, number % 3 ? remark : `${remark} ${emote}`)
        }
        if (line % atOnce === atOnce - 1) await wait(pause)
      }
    } finally {
      emit(channelSharedChatEnd, shared)
    }
  },
}
