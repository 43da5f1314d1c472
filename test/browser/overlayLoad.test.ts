import { channelChatMessage, channelCheer, channelFollow, channelRaid } from 'tinyhelix/eventsub'
import { expect } from 'vitest'
import { isHeard } from './isHeard.ts'
import { it, openSignedIn } from './overlayVisit.ts'

const channel = { broadcaster_user_id: '1001' }
const encode = (value: unknown) => `#settings=1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`

const message = (message_id: string, chatter_user_id: string, text: string) => ({
  ...channel,
  message_id,
  chatter_user_id,
  message: { text, fragments: [{ type: 'text', text, cheermote: null, emote: null, mention: null }] },
  message_type: 'text',
  badges: [],
  cheer: null,
  color: '#1e90ff',
  reply: null,
  channel_points_custom_reward_id: null,
  source_broadcaster_user_id: null,
  source_broadcaster_user_login: null,
  source_broadcaster_user_name: null,
  source_message_id: null,
  source_badges: null,
})

/** Eight hours, in steps of five seconds: with more between two events the connection would count as dead. */
const [hours, steps, perStep] = [8, 720, 3]

it('the overlay holds no more memory and no more elements after eight hours than after one', async ({
  visit,
  demo,
}) => {
  const { page } = visit
  const { fake } = demo.twitch
  await page.clock.install()
  const events = { on: true }
  await openSignedIn(visit, demo, `?bare${encode({ volume: 0, parts: { events } })}`)
  await isHeard(demo, 'channel.follow', 'channel.raid', 'channel.cheer', 'channel.chat.message')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
    return {
      megabytes: metric('JSHeapUsedSize') / 1024 ** 2,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
    }
  }
  const shown: Awaited<ReturnType<typeof measure>>[] = []
  let count = 0
  for (let hour = 0; hour < hours; hour++) {
    for (let step = 0; step < steps; step++) {
      const user_id = `${1002 + (count++ % 30)}`
      if (step % 36 === 0) fake.emit(channelFollow, { ...channel, user_id })
      else if (step % 36 === 12) {
        fake.emit(channelCheer, { ...channel, user_id, is_anonymous: false, bits: 100, message: `Cheer100 ${count}` })
      } else if (step % 36 === 24) {
        fake.emit(channelRaid, { from_broadcaster_user_id: user_id, to_broadcaster_user_id: '1001', viewers: 50 })
      }
      for (let line = 0; line < perStep; line++) {
        fake.emit(channelChatMessage, message(`line-${count}-${line}`, user_id, `Line ${count} ${line}`))
      }
      // What was sent arrives before the answer.
      await page.evaluate(() => fetch('./').then(answer => answer.text()))
      await page.clock.runFor(5000)
    }
    shown.push(await measure())
    console.log(`hour ${hour + 1}: ${JSON.stringify(shown.at(-1))}`)
  }
  await page.getByText(`Line ${count} 2`).waitFor()
  const [first, last] = [shown[1], shown.at(-1)]
  expect(Number(last?.megabytes) - Number(first?.megabytes)).toBeLessThan(4)
  expect(Number(last?.nodes) - Number(first?.nodes)).toBeLessThan(500)
  expect(Number(last?.listeners) - Number(first?.listeners)).toBeLessThan(50)
}, 900_000)
