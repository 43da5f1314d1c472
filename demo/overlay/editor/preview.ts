import { createPoll, createPrediction } from 'tinyhelix'
import {
  channelCheer,
  channelFollow,
  channelHypeTrainBegin,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
  channelSubscriptionMessage,
} from 'tinyhelix/eventsub'
import { createFakeTwitch, type SceneName } from 'tinyhelix/testing'
import type { AlertType } from '../settings.ts'

/** A Twitch within the page, so that settings can be tried without an account and without a server. */
const fake = createFakeTwitch()
const { id, login } = fake.user('ada')

export const auth = fake.auth(login)
export const { network } = fake

const channel = { broadcaster_user_id: id }
let visitors = 0
const somebody = () => fake.user(`${1002 + (visitors++ % 30)}`)

/** Makes one event of each type of alert. */
const tests: Readonly<Record<AlertType, () => void>> = {
  follow: () => fake.emit(channelFollow, { ...channel, user_id: somebody().id }),
  subscribe: () => fake.emit(channelSubscribe, { ...channel, user_id: somebody().id, tier: '1000', is_gift: false }),
  resubscribe: () =>
    fake.emit(channelSubscriptionMessage, {
      ...channel,
      user_id: somebody().id,
      tier: '1000',
      message: { text: 'A year already, time flies!', emotes: null },
      cumulative_months: 12,
      streak_months: 12,
      duration_months: 1,
    }),
  gift: () =>
    fake.emit(channelSubscriptionGift, {
      ...channel,
      user_id: somebody().id,
      is_anonymous: false,
      total: 10,
      tier: '1000',
      cumulative_total: null,
    }),
  cheer: () =>
    fake.emit(channelCheer, {
      ...channel,
      user_id: somebody().id,
      is_anonymous: false,
      bits: 500,
      message: 'Cheer500 What a run!',
    }),
  raid: () =>
    fake.emit(channelRaid, { from_broadcaster_user_id: somebody().id, to_broadcaster_user_id: id, viewers: 200 }),
}

/** What the settings page asks for. */
export type PreviewRequest = { readonly test: AlertType } | { readonly play: SceneName } | { readonly begin: true }

/** Has something in every part. */
async function begin(): Promise<void> {
  const client = fake.client({ user: login })
  const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
  await createPoll(client, { title: 'What comes next?', choices, duration: 1800 })
  const outcomes = [{ title: 'Of course' }, { title: 'Never' }]
  await createPrediction(client, { title: 'Do we beat it?', outcomes, prediction_window: 1800 })
  fake.emit(channelHypeTrainBegin, {
    ...channel,
    type: 'regular',
    level: 2,
    total: 3400,
    progress: 1800,
    goal: 3400,
    top_contributions: [],
    is_shared_train: false,
    shared_train_participants: null,
    all_time_high_level: 4,
    all_time_high_total: 12_000,
  })
  const chat = fake.play('chat')
  setTimeout(chat.stop, 1000)
}

window.addEventListener('message', ({ data, origin, source }: MessageEvent<PreviewRequest>) => {
  if (origin !== location.origin || source !== window.parent) return
  if ('test' in data) tests[data.test]?.()
  else if ('play' in data) void fake.play(data.play)
  else if ('begin' in data) void begin()
})
