import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('repeated ids', () => {
  it('a repeated id of a video counts once', async () => {
    const { fake, ada } = setUp()
    const all = await twitch.getVideosByUserId(ada, { user_id: '1001' })
    const id = all[0]?.id ?? ''
    const { body } = await call(fake, `GET /videos?id=${id}&id=${id}`)
    expect(body.data).toHaveLength(1)
    await expect(call(fake, `DELETE /videos?id=${id}&id=${id}`)).resolves.toMatchObject({ body: { data: [id] } })
    await expect(twitch.getVideosByUserId(ada, { user_id: '1001' })).resolves.toEqual(all.slice(1))
  })

  it('a repeated id of a poll counts once', async () => {
    const { fake, ada } = setUp()
    const [poll] = await twitch.getPolls(ada, { first: 1 })
    const { body } = await call(fake, `GET /polls?broadcaster_id=1001&id=${poll?.id}&id=${poll?.id}`)
    expect(body.data).toHaveLength(1)
  })

  it('a repeated id of an entitlement counts once', async () => {
    const { fake, ada } = setUp()
    const [row] = await twitch.getDropsEntitlements(ada)
    const given = { entitlement_ids: [row?.id, row?.id], fulfillment_status: 'FULFILLED' }
    await expect(call(fake, 'PATCH /entitlements/drops', { body: given })).resolves.toMatchObject({
      body: { data: [{ status: 'SUCCESS', ids: [row?.id] }] },
    })
  })
})
