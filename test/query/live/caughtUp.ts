import type { LiveFamily } from 'tinyhelix/query/live'
import type { LoggedRequest } from 'tinyhelix/testing'

/**
 * Whether every live answer was fetched after Twitch accepted its subscriptions. Earlier answers are refetched a moment
 * later, which must not disturb a test that counts.
 */
export function isCaughtUp(requests: readonly LoggedRequest[], families: readonly LiveFamily[]): boolean {
  const lastOf = (is: (request: LoggedRequest) => boolean) => requests.map(is).lastIndexOf(true)
  return families
    .flatMap(({ rules }) => rules)
    .every(({ path, type }) => {
      const isAgreed = ({ path, body }: LoggedRequest) =>
        path === '/eventsub/subscriptions' && Object(body).type === type.type
      const agreed = lastOf(isAgreed)
      const asked = lastOf(request => request.method === 'GET' && request.path === path)
      return asked < 0 || (agreed >= 0 && agreed < asked && requests[asked]?.status === 200)
    })
}
