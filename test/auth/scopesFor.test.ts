import * as tinyhelix from 'tinyhelix'
import {
  banUser,
  getBannedUsers,
  getChannelFollowers,
  getModerators,
  getPolls,
  getStreams,
  type NeedsScopes,
  type Scope,
  scopesFor,
} from 'tinyhelix'
import { defineEndpoint } from 'tinyhelix/define'
import * as eventsub from 'tinyhelix/eventsub'
import { channelBan, channelFollow, channelModerate, streamOnline } from 'tinyhelix/eventsub'
import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'

/** Scopes that Twitch does not have. */
const needs = (...scopes: string[]): NeedsScopes => allOf(scopes)

/** A type that needs one scope of each list. */
const allOf = (scopes: string[] = [], ...also: string[][]): NeedsScopes => ({
  spec: { scopes: scopes as Scope[], also: also as Scope[][] },
})

describe('scopesFor', () => {
  it('scopesFor returns the scopes that endpoints need', () => {
    expect(scopesFor(getChannelFollowers)).toEqual(['moderator:read:followers'])
    expect(scopesFor(getStreams)).toEqual([])
    expect(scopesFor()).toEqual([])
  })

  it('scopesFor prefers a scope that only reads', () => {
    expect(scopesFor(getPolls)).toEqual(['channel:read:polls'])
    expect(scopesFor(needs('channel:manage:vips', 'channel:read:vips'))).toEqual(['channel:read:vips'])
    expect(scopesFor(needs('moderator:manage:x', 'moderation:read'))).toEqual(['moderation:read'])
  })

  it('scopesFor returns one scope that satisfies two endpoints', () => {
    expect(scopesFor(banUser, getBannedUsers)).toEqual(['moderator:manage:banned_users'])
    expect(scopesFor(getBannedUsers, banUser)).toEqual(['moderator:manage:banned_users'])
    expect(scopesFor(getBannedUsers, getModerators)).toEqual(['moderation:read'])
  })

  it('scopesFor returns each scope once', () => {
    expect(scopesFor(getChannelFollowers, getChannelFollowers)).toHaveLength(1)
  })

  it('scopesFor works with endpoints made by defineEndpoint', () => {
    const getNews = defineEndpoint.void({ path: '/news', scopes: ['news:read' as Scope] })
    expect(scopesFor(getNews, getStreams)).toEqual(['news:read'])
  })

  it('scopesFor returns the scopes that event types need', () => {
    expect(scopesFor(channelFollow, streamOnline)).toEqual(['moderator:read:followers'])
    expect(scopesFor(channelFollow, getChannelFollowers)).toEqual(['moderator:read:followers'])
  })

  it('scopesFor returns one scope of each list when several are needed', () => {
    expect(scopesFor(channelModerate).sort()).toEqual([
      'moderator:read:banned_users',
      'moderator:read:blocked_terms',
      'moderator:read:chat_messages',
      'moderator:read:chat_settings',
      'moderator:read:moderators',
      'moderator:read:unban_requests',
      'moderator:read:vips',
      'moderator:read:warnings',
    ])
    // A scope that another one includes is not returned.
    const all = scopesFor(channelModerate, banUser, channelBan)
    expect(all).toHaveLength(9)
    expect(all).toContain('moderator:manage:banned_users')
    expect(all).not.toContain('moderator:read:banned_users')
    expect(scopesFor(allOf([], ['a:read', 'a:manage'], []))).toEqual(['a:read'])
    expect(scopesFor(allOf(['a:manage', 'b:read'], ['a:read', 'a:manage']))).toEqual(['a:manage'])
    expect(scopesFor({ spec: { scopes: [], also: undefined } })).toEqual([])
  })

  it('scopesFor returns the fewest scopes, and prefers those that only read', () => {
    const scope = fc.constantFrom('a:read:x', 'a:manage:x', 'b:read', 'b:edit', 'c:read:y', 'c:manage:y', 'd:moderate')
    const group = fc.uniqueArray(scope, { maxLength: 4 })
    const all = ['a:read:x', 'a:manage:x', 'b:read', 'b:edit', 'c:read:y', 'c:manage:y', 'd:moderate']
    const reads = (scopes: string[]) => scopes.filter(scope => scope.includes(':read')).length
    const meets = (scopes: string[], groups: string[][]) =>
      groups.every(group => !group.length || group.some(scope => scopes.includes(scope)))
    const subsets = Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, index) => (bits >> index) & 1))
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), groups => {
        const fitting = subsets.filter(subset => meets(subset, groups))
        const fewest = Math.min(...fitting.map(({ length }) => length))
        const maxReads = Math.max(...fitting.filter(({ length }) => length === fewest).map(reads))
        const found = scopesFor(...groups.map(group => needs(...group)))
        expect(scopesFor(allOf(...groups))).toEqual(found)
        return meets(found, groups) && found.length === fewest && reads(found) === maxReads
      }),
      { numRuns: 1000 },
    )
  })

  it('scopesFor takes few steps for all endpoints at once', () => {
    const endpoints = Object.values({ ...tinyhelix, ...eventsub }).flatMap(value => {
      const spec = Object(value).spec
      return spec?.scopes?.length ? [{ spec }] : []
    })
    const reads = endpoints.filter(({ spec }) => spec.method === 'GET')
    expect(reads.length).toBeGreaterThan(30)
    const pairs = Array.from({ length: 60 }, (_, index) => needs(`${index}:manage`, `${index}:read`))
    let looks = 0
    /** Counts reads of a list. Trying all combinations would never end, so this limits them. */
    const counted = ({ spec }: NeedsScopes): NeedsScopes => ({
      spec: {
        scopes: new Proxy(spec.scopes, {
          get: (scopes, key) => {
            if (looks++ > 500_000) throw new Error('Too many steps.')
            return Reflect.get(scopes, key)
          },
        }),
      },
    })
    for (const all of [endpoints, reads]) {
      const scopes = scopesFor(...all.map(counted))
      for (const { spec } of all) expect(scopes).toEqual(expect.arrayContaining([expect.toBeOneOf([...spec.scopes])]))
    }
    expect(scopesFor(...pairs.map(counted))).toHaveLength(60)
  })
})
