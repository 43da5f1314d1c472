import { expect, it } from 'vitest'
import { SimulatedPage } from './simulatedPage.ts'
import { SimulatedTwitch, seededRandom, Timeline } from './simulatedTwitch.ts'

/** The seconds until everything is subscribed again after a drop that Twitch notices after 40 seconds. */
const recovery = (seed: number, cost: number, otherSockets: number) => {
  const random = seededRandom(seed)
  const timeline = new Timeline()
  const twitch = new SimulatedTwitch(timeline, () => cost)
  const page = new SimulatedPage(timeline, twitch, random)
  const keys = [...'abcdefgh']
  for (const key of keys) {
    page.input({ type: 'add', key, topic: { type: `channel.${key}`, version: '1', condition: { user_id: key } } })
  }
  const isLive = () => [...page.machine.subscriptions.values()].every(({ status }) => status === 'live')
  timeline.runUntil(timeline.now + 60_000)
  expect(isLive()).toBe(true)
  twitch.otherSockets = otherSockets
  twitch.drop(1006, false)
  const begin = timeline.now
  timeline.runUntil(begin + 100)
  expect(isLive()).toBe(false)
  timeline.runUntil(begin + 300_000, isLive)
  return (timeline.now - begin) / 1000
}

const median = (cost: number, otherSockets: number) => {
  const times = Array.from({ length: 200 }, (_, index) => recovery(index + 1, cost, otherSockets)).sort((a, b) => a - b)
  return times[100]
}

it('subscriptions of a lost session are deleted and made again within two seconds', () => {
  expect(median(1, 0)).toBeLessThan(2)
})

it('recovery takes less than four seconds with the sockets of two other tabs', () => {
  expect(median(0, 2)).toBeLessThan(4)
  expect(median(1, 2)).toBeLessThan(4)
})
