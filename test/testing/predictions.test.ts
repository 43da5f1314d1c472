import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('predictions', () => {
  const given = { title: 'Tea?', outcomes: [{ title: 'Yes' }, { title: 'No' }], prediction_window: 60 }

  it('a prediction gains points, is locked and resolved', async () => {
    const { ada, pass } = setUp()
    const { id, ...made } = await twitch.createPrediction(ada, given)
    expect(made).toMatchObject({ status: 'ACTIVE', winning_outcome_id: null, locked_at: null, ended_at: null })
    expect(made.outcomes).toMatchObject([
      { users: 0, top_predictors: null, color: 'BLUE' },
      { users: 0, color: 'PINK' },
    ])
    await expect(twitch.createPrediction(ada, given)).rejects.toMatchObject(refused(400))
    pass(30)
    await expect(twitch.endPrediction(ada, { id, status: 'LOCKED' })).resolves.toMatchObject({
      status: 'LOCKED',
      locked_at: '2026-05-01T12:00:30Z',
    })
    await expect(twitch.endPrediction(ada, { id, status: 'LOCKED' })).rejects.toMatchObject(refused(400))
    const winner = made.outcomes[1]?.id ?? ''
    await expect(
      twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: 'unknown' }),
    ).rejects.toMatchObject(refused(404))
    pass(5)
    const done = await twitch.endPrediction(ada, { id, status: 'RESOLVED', winning_outcome_id: winner })
    expect(done).toMatchObject({ status: 'RESOLVED', winning_outcome_id: winner, ended_at: '2026-05-01T12:00:35Z' })
    expect(done.outcomes[0]?.top_predictors?.[0]?.channel_points_won).toBe(0)
    expect(done.outcomes[1]?.top_predictors?.[0]?.channel_points_won).toBeGreaterThan(0)
    await expect(twitch.getPredictions(ada, { id })).resolves.toEqual([done])
    await expect(twitch.endPrediction(ada, { id, status: 'CANCELED' })).rejects.toMatchObject(refused(400))
  })

  it('a prediction locks itself, and can be cancelled', async () => {
    const { ada, pass } = setUp()
    const { id } = await twitch.createPrediction(ada, given)
    pass(60)
    await expect(twitch.getPredictions(ada, { id })).resolves.toMatchObject([{ status: 'LOCKED' }])
    const cancelled = { status: 'CANCELED', winning_outcome_id: '' }
    await expect(twitch.endPrediction(ada, { id, status: 'CANCELED' })).resolves.toMatchObject(cancelled)
    await expect(twitch.endPrediction(ada, { id: 'other', status: 'LOCKED' })).rejects.toMatchObject(refused(404))
    await expect(twitch.createPrediction(ada, given)).resolves.toMatchObject({ status: 'ACTIVE' })
    pass(24 * 3600 + 60)
    await expect(twitch.getPredictions(ada, { first: 1 })).resolves.toMatchObject([{ status: 'CANCELED' }])
  })

  it('a channel that never had a prediction has null', async () => {
    const { fake } = setUp()
    const { id } = fake.user('9000')
    const { body } = await call(fake, `GET /predictions?broadcaster_id=${id}`, { token: { user: '9000' } })
    expect(body).toEqual({ data: null, pagination: {} })
  })
})
