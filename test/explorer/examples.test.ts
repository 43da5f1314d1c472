import { createChannelStreamScheduleSegment } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { exampleOf } from '../../demo/explorer/examples/examples.ts'

afterEach(() => void vi.useRealTimers())

it('the example of a new segment overlaps no broadcast of the fake, at whatever hour of the week it runs', async () => {
  for (let hour = 0; hour < 168; hour++) {
    vi.useFakeTimers({ now: Date.parse('2026-12-02T00:25:00Z') + hour * 3_600_000, toFake: ['Date'] })
    const client = createFakeTwitch().client()
    const example = exampleOf('createChannelStreamScheduleSegment', [])
    await expect(createChannelStreamScheduleSegment(client, example as never)).resolves.toBeDefined()
  }
})
