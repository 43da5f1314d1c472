import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { appToken, createClient, getGames, type HelixClient } from './entry.ts'
import { helixRejection } from './rejection.ts'
import { times } from './rows.ts'

/** How the bucket of 800 points refills. */
type Refill = 'at an even pace' | 'all at once, every minute'

interface Bucket {
  readonly fetch: typeof globalThis.fetch
  readonly order: string[]
  readonly counts: { sent: number; refused: number; underWay: number; most: number }
}

/**
 * Twitch as a page sees it: no header can be read, so the remaining points are unknown. It is a stub, because no server
 * can hide its headers from Node.
 */
function twitchWithBucket(refill: Refill, latency: number): Bucket {
  let points = 800
  let at = Date.now()
  const order: string[] = []
  const counts = { sent: 0, refused: 0, underWay: 0, most: 0 }
  const take = () => {
    const now = Date.now()
    if (refill === 'at an even pace') {
      points = Math.min(800, points + ((now - at) * 800) / 60_000)
      at = now
    } else if (Math.floor(now / 60_000) > Math.floor(at / 60_000)) {
      points = 800
      at = now
    }
    if (points < 1) return false
    points--
    return true
  }
  const fetch: typeof globalThis.fetch = async input => {
    counts.sent++
    counts.most = Math.max(counts.most, ++counts.underWay)
    const isTaken = take()
    await new Promise(resolve => setTimeout(resolve, latency))
    counts.underWay--
    const id = new URL(String(input)).searchParams.get('id') ?? ''
    if (isTaken) order.push(id)
    else counts.refused++
    return isTaken
      ? Response.json({ data: [{ id, name: id, box_art_url: '', igdb_id: '' }] })
      : Response.json({ error: 'Too Many Requests', status: 429, message: '' }, { status: 429 })
  }
  return { fetch, order, counts }
}

const clientOf = ({ fetch }: Bucket, retry?: false): HelixClient<'app'> =>
  createClient({ auth: appToken('t'), clientId: 'c', fetch, ...(retry === false && { retry }) })

const call = (client: HelixClient<'app'>, index: number) => getGames(client, { id: `${index}` })

describe.each(
  (['at an even pace', 'all at once, every minute'] as const).flatMap(refill =>
    [5, 80, 600].map(latency => ({ refill, latency })),
  ),
)(
  '1,000 calls at once against a bucket of 800 that refills $refill, answered after $latency ms',
  ({ refill, latency }) => {
    it('all calls succeed within two minutes, and at most a tenth is refused on the way', async () => {
      vi.useFakeTimers()
      // The worst moment for a bucket that refills at the minute: it has just begun.
      vi.setSystemTime(Math.ceil(Date.now() / 60_000) * 60_000 + 1)
      try {
        const bucket = twitchWithBucket(refill, latency)
        const client = clientOf(bucket)
        const start = Date.now()
        let end = Infinity
        const all = Promise.all(times(1000, index => call(client, index)))
        void all.then(() => {
          end = Date.now()
        })
        await vi.advanceTimersByTimeAsync(120_000)
        expect(end - start).toBeLessThan(120_000)
        const answers = await all
        expect(answers.map(([game]) => game?.id)).toEqual(times(1000, index => `${index}`))
        expect(bucket.counts.refused).toBeLessThanOrEqual(100)
        expect(bucket.counts.most).toBeLessThanOrEqual(50)
        if (process.env['SHOW_FIGURES']) console.log(refill, latency, bucket.counts, end - start)
        // In the order of their calls, except those that were refused together.
        for (const [place, id] of bucket.order.entries()) expect(Math.abs(place - Number(id))).toBeLessThan(120)
      } finally {
        vi.useRealTimers()
      }
    })
  },
)

describe('queued calls', () => {
  it('an aborted call leaves the queue at once, and the next one is sent', async () => {
    const bucket = twitchWithBucket('at an even pace', 5)
    const client = clientOf(bucket)
    const controller = new AbortController()
    const { signal } = controller
    const ended = Promise.allSettled(times(200, index => getGames(client, { id: `${index}` }, { signal })))
    controller.abort()
    expect((await ended).filter(({ status }) => status !== 'rejected')).toEqual([])
    expect(bucket.counts.sent).toBeLessThanOrEqual(50)
    expect(await call(client, 7)).toMatchObject([{ id: '7' }])
  })

  it('a failed call lets the next one go', async () => {
    let failures = 0
    const fetch: typeof globalThis.fetch = async () => {
      failures++
      throw new TypeError('Failed to fetch')
    }
    const client = createClient({ auth: appToken('t'), clientId: 'c', fetch, retry: false })
    const errors = await Promise.all(times(200, index => helixRejection(call(client, index))))
    expect(errors.filter(({ code }) => code !== 'network')).toEqual([])
    expect(failures).toBe(200)
  })

  it('calls without retries reject with a `retryAt` in the future', async () => {
    // The clock stands still, because a busy machine may need longer than the wait to look at it.
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const refuse: typeof globalThis.fetch = async () => Response.json({ status: 429 }, { status: 429 })
    const client = createClient({ auth: appToken('t'), clientId: 'c', fetch: refuse, retry: false })
    const error = await helixRejection(call(client, 1))
    expect(error.code).toBe('rate_limited')
    expect(error.retryAt).toBeGreaterThan(Date.now())
  })
})
