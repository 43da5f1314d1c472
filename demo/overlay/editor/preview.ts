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
import { sampleTrain } from './sampleTrain.ts'

/** A Twitch within the page, so that settings can be tried without an account and without a server. */
const fake = createFakeTwitch()
const { id, login } = fake.user('ada')

export const auth = fake.auth(login)
export const { network } = fake

const channel = { broadcaster_user_id: id }
let visitors = 0
const somebody = () => fake.user(`${1002 + (visitors++ % 30)}`)

/** Makes one event of each type of alert, with the amount that its minimum asks for. Returns how many have heard it. */
const tests: Readonly<Record<AlertType, (minimum: number) => number>> = {
  follow: () => fake.emit(channelFollow, { ...channel, user_id: somebody().id }),
  subscribe: () => fake.emit(channelSubscribe, { ...channel, user_id: somebody().id, tier: '1000', is_gift: false }),
  resubscribe: minimum =>
    fake.emit(channelSubscriptionMessage, {
      ...channel,
      user_id: somebody().id,
      tier: '1000',
      message: { text: 'Already? Time flies!', emotes: null },
      cumulative_months: Math.max(12, minimum),
      streak_months: null,
      duration_months: 1,
    }),
  gift: minimum =>
    fake.emit(channelSubscriptionGift, {
      ...channel,
      user_id: somebody().id,
      is_anonymous: false,
      total: Math.max(10, minimum),
      tier: '1000',
      cumulative_total: null,
    }),
  cheer: minimum => {
    const bits = Math.max(500, minimum)
    return fake.emit(channelCheer, {
      ...channel,
      user_id: somebody().id,
      is_anonymous: false,
      bits,
      message: `Cheer${bits} What a run!`,
    })
  },
  raid: minimum =>
    fake.emit(channelRaid, {
      from_broadcaster_user_id: somebody().id,
      to_broadcaster_user_id: id,
      viewers: Math.max(200, minimum),
    }),
}

/** The overlay may still be about to subscribe. */
async function test(type: AlertType, minimum: number): Promise<void> {
  // Nobody wants to wait for the alert before.
  window.dispatchEvent(new Event('alert-test'))
  for (let tries = 0; tries < 50 && !tests[type](minimum); tries++) await new Promise(done => setTimeout(done, 100))
}

/** What the settings page asks for. */
export type PreviewRequest =
  | { readonly test: AlertType; readonly minimum: number }
  | { readonly play: SceneName }
  | { readonly begin: true }

/** Has something in every part. */
async function begin(): Promise<void> {
  const client = fake.client({ user: login })
  const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
  await createPoll(client, { title: 'What comes next?', choices, duration: 1800 })
  const outcomes = [{ title: 'Of course' }, { title: 'Never' }]
  await createPrediction(client, { title: 'Do we beat it?', outcomes, prediction_window: 1800 })
  fake.emit(channelHypeTrainBegin, sampleTrain(3_600_000))
  const chat = fake.play('chat')
  setTimeout(chat.stop, 1000)
}

/** Other scripts of a page talk by messages, too. */
const isRequest = (data: unknown): data is PreviewRequest =>
  data instanceof Object && ('test' in data || 'play' in data || 'begin' in data)

window.addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin || source !== window.parent || !isRequest(data)) return
  if ('test' in data) void test(data.test, data.minimum)
  else if ('play' in data) void fake.play(data.play)
  else void begin()
})

window.parent.postMessage('ready', location.origin)
