import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import type { Surroundings } from './cases.ts'

/** A served fake in which some endpoints fail, as the cases expect. */
export interface FaultyTwitch {
  readonly surroundings: Surroundings
  readonly close: FakeTwitchServer['close']
}

/** Starts one. */
export async function startFaultyTwitch(): Promise<FaultyTwitch> {
  const { url, network, fake, close } = await serveFakeTwitch()
  const { fail, grant, clientId } = fake
  fail({ path: '/chat/emotes/global', status: 302, body: '', headers: { location: `${url}/helix/users` } })
  fail({ path: '/search/channels', latency: 30_000 })
  fail({ path: '/clips', drop: 'before' })
  fail({ path: '/chat/badges/global', status: 503, times: 1 })
  fail({ path: '/search/categories', status: 429, resetIn: 1500, times: 1 })
  fail({ path: '/bits/cheermotes', status: 403, message: 'Not today.' })
  fail({ path: '/content_classification_labels', malformed: true })
  fail({ path: '/chat/emotes', status: 200, body: { data: [{ id: 5 }], template: '' } })
  return {
    surroundings: {
      network: { baseURL: network.baseURL, authURL: network.authURL },
      clientId,
      tokens: {
        user: grant({ user: 'ada' }),
        app: grant({ kind: 'app' }),
        extension: grant({ kind: 'extension' }),
        jwt: grant({ kind: 'jwt' }),
      },
      ada: fake.user('ada').id,
      other: fake.user('pixelfox').id,
    },
    close,
  }
}
