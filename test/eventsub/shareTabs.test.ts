import { expect, it } from 'vitest'
import { openTabs } from './openTabs.ts'

it('a second tab has no socket of its own and gets the events that it wants', async () => {
  const { browser, open, emit } = await openTabs()
  const first = open()
  first.on('1')
  await browser.pass(2000)
  const second = open()
  const { ready } = second.on('2')
  await browser.pass(2000)
  await ready
  emit('1')
  emit('2')
  await browser.pass(100)
  expect([first.received, second.received, browser.sockets]).toEqual([['1'], ['2'], 1])
  expect(second.events.state).toMatchObject({ status: 'live', subscriptions: [{ status: 'live' }] })
})
