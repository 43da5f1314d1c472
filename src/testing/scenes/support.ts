import { channelChatNotification } from '../../eventsub/types/channelChatNotification.ts'
import { channelFollow } from '../../eventsub/types/channelFollow.ts'
import { channelGoalProgress } from '../../eventsub/types/channelGoalProgress.ts'
import { channelHypeTrainBegin } from '../../eventsub/types/channelHypeTrainBegin.ts'
import { channelHypeTrainEnd } from '../../eventsub/types/channelHypeTrainEnd.ts'
import { channelHypeTrainProgress } from '../../eventsub/types/channelHypeTrainProgress.ts'
import { channelRaid } from '../../eventsub/types/channelRaid.ts'
import { channelSubscribe } from '../../eventsub/types/channelSubscribe.ts'
import { channelSubscriptionGift } from '../../eventsub/types/channelSubscriptionGift.ts'
import { followersOf } from '../features/follows.ts'
import { goalProgressOf } from '../features/goals.ts'
import { allTimeHighOf, trainOf } from '../features/hypeTrain.ts'
import { noticeEvent } from '../features/notices.ts'
import { ofChannel, ofUser } from '../features/people.ts'
import { subscriptionsOf } from '../features/subscriptions.ts'
import { freshId } from '../world/freshId.ts'
import { channelCount, type Person } from '../world/users.ts'
import { hour, minute, timestamp } from '../world/world.ts'
import { cheer } from './cheer.ts'
import type { InnerStage, OwnScene } from './scene.ts'

/** Viewers who are not among these users. */
function newcomers({ viewers }: InnerStage, count: number, ids: readonly string[]): readonly Person[] {
  const known = new Set(ids)
  return viewers(count * 10 + 50)
    .filter(({ id }) => !known.has(id))
    .slice(0, count)
}

/** Lets the channel's goals go along with a number that has changed. */
function advanceGoals({ world, channel, emit }: InnerStage, type: Parameters<typeof goalProgressOf>[2]): void {
  for (const event of goalProgressOf(world, channel, type)) emit(channelGoalProgress, event)
}

const follow: OwnScene = {
  name: 'follow',
  title: 'A new follower',
  play: stage => {
    const { world, channel, emit } = stage
    const followers = followersOf(world, channel.id).map(({ person }) => person.id)
    for (const person of newcomers(stage, 1, followers)) {
      emit(channelFollow, { ...ofChannel(channel), ...ofUser(person) })
      advanceGoals(stage, 'follower')
    }
  },
}

/** Only affiliates and partners have subscriptions and Bits. */
function refuseWithoutMoney({ login, broadcaster_type }: Person): void {
  if (!broadcaster_type) throw new Error(`${login} is neither an affiliate nor a partner.`)
}

const gifts: OwnScene = {
  name: 'gifts',
  title: 'Ten gift subscriptions',
  play: async stage => {
    const { world, channel, viewers, emit, wait } = stage
    refuseWithoutMoney(channel)
    const [giver = channel] = viewers(1)
    const subscribers = subscriptionsOf(world, channel.id).map(({ user_id }) => user_id)
    const receivers = newcomers(stage, 10, [giver.id, ...subscribers])
    const [id, total, tier] = [freshId(world, 'gift'), receivers.length, '1000'] as const
    const notice = (said: Omit<Parameters<typeof noticeEvent>[3], 'message'>) =>
      emit(channelChatNotification, noticeEvent(world, channel, giver, said))
    emit(channelSubscriptionGift, {
      ...ofChannel(channel),
      ...ofUser(giver),
      is_anonymous: false,
      total,
      tier,
      cumulative_total: total,
    })
    notice({
      notice_type: 'community_sub_gift',
      community_sub_gift: { id, total, sub_tier: tier, cumulative_total: total },
      system_message:
        `${giver.display_name} is gifting ${total} Tier 1 Subs to ${channel.display_name}'s community! ` +
        `They've gifted a total of ${total} in the channel!`,
    })
    for (const receiver of receivers) {
      await wait(150)
      emit(channelSubscribe, { ...ofChannel(channel), ...ofUser(receiver), tier, is_gift: true })
      advanceGoals(stage, 'subscription_count')
      notice({
        notice_type: 'sub_gift',
        sub_gift: {
          duration_months: 1,
          cumulative_total: null,
          recipient_user_id: receiver.id,
          recipient_user_login: receiver.login,
          recipient_user_name: receiver.display_name,
          sub_tier: tier,
          community_gift_id: id,
        },
        system_message: `${giver.display_name} gifted a Tier 1 sub to ${receiver.display_name}!`,
      })
    }
  },
}

const raid: OwnScene = {
  name: 'raid',
  title: 'A raid of 200',
  play: async ({ world, channel, viewers, emit, say, wait }) => {
    const people = viewers(60)
    const raider = people.find(({ index }) => index < channelCount) ?? channel
    const [id, count, name] = [raider.id, 200, raider.display_name] as const
    emit(channelRaid, { from_broadcaster_user_id: id, to_broadcaster_user_id: channel.id, viewers: count })
    await wait(100)
    const notice = noticeEvent(world, channel, raider, {
      notice_type: 'raid',
      raid: {
        ...ofUser(raider),
        user_login: raider.login,
        user_name: name,
        viewer_count: count,
        profile_image_url: world.image(`avatar/${id}-300x300.svg`),
      },
      system_message: `${count} raiders from ${name} have joined!`,
    })
    emit(channelChatNotification, notice)
    await wait(300)
    say(raider, `Hi @${channel.login}! We had such a good time, and now we are here`)
    for (const person of people.filter(person => person !== raider).slice(0, 20)) {
      await wait(200)
      say(person, `FakeHype ${name} raid! FakeHype`)
    }
  },
}

/** The points of each level at Twitch. */
const goals = [1600, 3400, 5500]

/** The Bits that bring a train through its levels, and no further. */
const cheers = [500, 800, 1000, 1500, 1500, 2000, 2500]

const train: OwnScene = {
  name: 'train',
  title: 'A Hype Train to level 3',
  play: async stage => {
    const { world, channel, viewers, emit, wait } = stage
    refuseWithoutMoney(channel)
    const cooldown_ends_at = timestamp(world.now() + hour)
    const running = trainOf(world, channel)
    if (running) {
      const { shared_train_participants = null, is_shared_train = false, ...last } = running
      emit(channelHypeTrainEnd, { ...last, shared_train_participants, is_shared_train, cooldown_ends_at })
    }
    const about = {
      ...ofChannel(channel),
      id: freshId(world, 'train'),
      started_at: timestamp(world.now()),
      type: 'regular',
      is_shared_train: false,
      shared_train_participants: null,
    }
    const high = allTimeHighOf(world, channel)
    const given = new Map<Person, number>()
    let [level, progress, total] = [1, 0, 0]
    const state = () => {
      const top = [...given].sort(([, one], [, other]) => other - one).slice(0, 3)
      const top_contributions = top.map(([person, total]) => ({ ...ofUser(person), type: 'bits', total }))
      return { ...about, level, total, top_contributions }
    }
    const people = viewers(4)
    // Another play, or an event that somebody sends, can end this train. Later events would then count for the next one.
    const isRunning = () => trainOf(world, channel)?.id === about.id
    try {
      for (const [index, bits] of cheers.entries()) {
        if (index) {
          await wait(2000)
          if (!isRunning()) return
        }
        const person = people[index % people.length] ?? channel
        cheer(stage, person, bits, index ? 'go go go' : 'all aboard')
        given.set(person, (given.get(person) ?? 0) + bits)
        total += bits
        progress += bits
        while (level < goals.length && progress >= (goals[level - 1] ?? 0)) {
          progress -= goals[level - 1] ?? 0
          level += 1
        }
        const now = {
          ...state(),
          progress,
          goal: goals[level - 1] ?? 0,
          expires_at: timestamp(world.now() + 5 * minute),
        }
        if (index) emit(channelHypeTrainProgress, now)
        else emit(channelHypeTrainBegin, { ...now, all_time_high_level: high.level, all_time_high_total: high.total })
      }
      await wait(3000)
    } finally {
      if (isRunning()) emit(channelHypeTrainEnd, { ...state(), cooldown_ends_at })
    }
  },
}

/** Scenes of viewers who arrive, follow and pay. */
export const supportScenes = [follow, gifts, raid, train]
