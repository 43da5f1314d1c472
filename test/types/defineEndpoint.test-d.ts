import {
  createClient,
  type Endpoint,
  getStreams,
  type HelixClient,
  type PageEndpoint,
  type PageParams,
  type Paginator,
  type ResultOf,
  scopesFor,
  type WriteEndpoint,
} from 'tinyhelix'
import { defineEndpoint, type NoParams } from 'tinyhelix/define'
import * as v from 'valibot'
import { expectTypeOf } from 'vitest'
import { appClient, client } from './clients.ts'

interface Badge {
  id: string
}

const badge = v.object({ id: v.string() })

interface GetBadgesParams extends PageParams {
  broadcaster_id: string
}

// The declared type has the parameters and the result.
const getBadge: Endpoint<{ broadcaster_id: string }, Badge> = defineEndpoint.one({
  path: '/new/badge',
  params: { broadcaster_id: v.string() },
  item: badge,
})
expectTypeOf(getBadge(client, { broadcaster_id: '1' })).toEqualTypeOf<Promise<Badge>>()
// @ts-expect-error
getBadge(client)
// @ts-expect-error
getBadge(client, { broadcasterId: '1' })
// @ts-expect-error
getBadge(appClient, { broadcaster_id: '1' })

const getBadges: PageEndpoint<GetBadgesParams, Badge, 'user' | 'app', { total: number }> = defineEndpoint.page({
  path: '/new/badges',
  tokens: ['user', 'app'],
  params: { broadcaster_id: v.string() },
  maxFirst: 100,
  item: badge,
  extra: v.object({ total: v.number() }),
})
expectTypeOf(getBadges(appClient, { broadcaster_id: '1' })).toEqualTypeOf<Paginator<Badge, { total: number }>>()
expectTypeOf<ResultOf<typeof getBadges>>().toEqualTypeOf<Badge[]>()

const clearBadges: WriteEndpoint<NoParams, void> = defineEndpoint.void({ method: 'DELETE', path: '/new/badges' })
expectTypeOf(clearBadges(client)).toEqualTypeOf<Promise<void>>()

// Kind, method, tokens and schemas must fit what is declared.
// @ts-expect-error
export const wrongKind: Endpoint<NoParams, Badge> = defineEndpoint.page({ path: '/new/badges', item: badge })
export const wrongMethod: Endpoint<NoParams, Badge> = defineEndpoint.one({
  // @ts-expect-error
  method: 'HEAD',
  path: '/new/badge',
  item: badge,
})
export const wrongToken: Endpoint<NoParams, Badge> = defineEndpoint.one({
  path: '/new/badge',
  // @ts-expect-error
  tokens: ['app'],
  item: badge,
})
export const wrongItem: Endpoint<NoParams, Badge> = defineEndpoint.one({
  path: '/new/badge',
  // @ts-expect-error
  item: v.object({ id: v.number() }),
})
export const wrongParameter: Endpoint<{ id: string }, Badge> = defineEndpoint.one({
  path: '/new/badge',
  // @ts-expect-error
  params: { id: v.number() },
  item: badge,
})

// What is declared has to be described, unless it is what a description without it says.
// @ts-expect-error
export const noParams: Endpoint<{ id: string }, Badge> = defineEndpoint.one({ path: '/new/badge', item: badge })
// @ts-expect-error
export const noOptionalParams: Endpoint<{ id?: string }, void> = defineEndpoint.void({ path: '/new/badge' })
// @ts-expect-error
export const noTokens: Endpoint<NoParams, string, 'app'> = defineEndpoint.text({ path: '/new/badge' })
// @ts-expect-error
export const noExtra: PageEndpoint<PageParams, Badge, 'user', { total: number }> = defineEndpoint.page({
  path: '/new/badges',
  item: badge,
})
export const bare: PageEndpoint<PageParams, Badge> = defineEndpoint.page({ path: '/new/badges', item: badge })

// Functions that accept endpoints accept these too.
scopesFor(getBadge, getBadges, getStreams)
export const badgeOf = (anyone: HelixClient) => getBadge(anyone, { broadcaster_id: '1' })
badgeOf(createClient({ kind: 'user', baseURL: '/helix' }))
