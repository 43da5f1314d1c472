import type { LiveFamily } from 'tinyhelix/query/live'
import type { LoggedRequest } from 'tinyhelix/testing'

/**
 * Whether every live answer was fetched after Twitch had accepted its subscriptions. What was
 * read before is read once more a moment later, which must not come in the middle of what a test counts.
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
