import { envelope, list, maybe, objectResult, one, page, textResult, voidResult } from '../endpoint.ts'
import { HelixError } from '../errors.ts'
import { requireSync } from '../schema/requireSync.ts'
import type { EndpointSpec } from '../spec.ts'

/**
 * A kind for descriptions that users write. Their path must stay within the API, and their schemas may come from any
 * library.
 */
const checked = <Kind extends (description: never) => unknown>(kind: Kind): Kind =>
  ((description: Pick<EndpointSpec, 'path' | 'item' | 'extra'>) => {
    const { path, item, extra } = description
    if (!/^(\/[\w-]+)+$/.test(path)) {
      throw new HelixError('parameter', `"${path}" is no path of an endpoint: it must read like /users/blocks.`)
    }
    return kind({
      ...description,
      ...(item && { item: requireSync(item) }),
      ...(extra && { extra: requireSync(extra) }),
    } as never)
  }) as unknown as Kind

/**
 * Describes an endpoint that this library does not have (yet). Pages, types and hooks work with it as with every other
 * endpoint.
 *
 * @see https://dev.twitch.tv/docs/api/reference
 * @example
 * ```ts
 * import type { Endpoint } from 'tinyhelix'
 * import { defineEndpoint, id } from 'tinyhelix/define'
 * import * as v from 'valibot'
 *
 * interface Badge { id: string }
 * const getNewBadge: Endpoint<{ broadcaster_id: string }, Badge> = defineEndpoint.one({
 *   path: '/new/badge',
 *   params: { broadcaster_id: id },
 *   item: v.object({ id: v.string() }),
 * })
 * ```
 */
export const defineEndpoint: {
  readonly one: typeof one
  readonly maybe: typeof maybe
  readonly list: typeof list
  readonly object: typeof objectResult
  readonly envelope: typeof envelope
  readonly page: typeof page
  readonly text: typeof textResult
  readonly void: typeof voidResult
} = {
  one: /* @__PURE__ */ checked(one),
  maybe: /* @__PURE__ */ checked(maybe),
  list: /* @__PURE__ */ checked(list),
  object: /* @__PURE__ */ checked(objectResult),
  envelope: /* @__PURE__ */ checked(envelope),
  page: /* @__PURE__ */ checked(page),
  text: /* @__PURE__ */ checked(textResult),
  void: /* @__PURE__ */ checked(voidResult),
}
