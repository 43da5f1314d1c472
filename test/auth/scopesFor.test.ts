import fc from 'fast-check'
import * as tinyhelix from 'tinyhelix'
import {
  banUser,
  defineEndpoint,
  getBannedUsers,
  getChannelFollowers,
  getModerators,
  getPolls,
  getStreams,
  type NeedsScopes,
  type Scope,
  scopesFor,
} from 'tinyhelix'
import { describe, expect, it } from 'vitest'

/** Scopes that Twitch need not have. */
const needs = (...scopes: string[]): NeedsScopes => ({ spec: { scopes: scopes as Scope[] } })

describe('scopesFor', () => {
  it('names the scopes that endpoints need', () => {
    expect(scopesFor(getChannelFollowers)).toEqual(['moderator:read:followers'])
    expect(scopesFor(getStreams)).toEqual([])
    expect(scopesFor()).toEqual([])
  })

  it('takes one that only reads where that suffices', () => {
    expect(scopesFor(getPolls)).toEqual(['channel:read:polls'])
    expect(scopesFor(needs('channel:manage:vips', 'channel:read:vips'))).toEqual(['channel:read:vips'])
    expect(scopesFor(needs('moderator:manage:x', 'moderation:read'))).toEqual(['moderation:read'])
  })

  it('takes no second one where the first one suffices for both', () => {
    expect(scopesFor(banUser, getBannedUsers)).toEqual(['moderator:manage:banned_users'])
    expect(scopesFor(getBannedUsers, banUser)).toEqual(['moderator:manage:banned_users'])
    expect(scopesFor(getBannedUsers, getModerators)).toEqual(['moderation:read'])
  })

  it('names each once', () => {
    expect(scopesFor(getChannelFollowers, getChannelFollowers)).toHaveLength(1)
  })

  it('works for endpoints of the user’s own', () => {
    const getNews = defineEndpoint.void({ path: '/news', scopes: ['news:read' as Scope] })
    expect(scopesFor(getNews, getStreams)).toEqual(['news:read'])
  })

  it('finds the fewest, and among those the most that only read', () => {
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
        const mostReads = Math.max(...fitting.filter(({ length }) => length === fewest).map(reads))
        const found = scopesFor(...groups.map(group => needs(...group)))
        return meets(found, groups) && found.length === fewest && reads(found) === mostReads
      }),
      { numRuns: 1000 },
    )
  })

  it('is quick for everything at once', () => {
    const endpoints = Object.values(tinyhelix).flatMap(value => {
      const spec = Object(value).spec
      return spec?.scopes?.length ? [{ spec }] : []
    })
    const reads = endpoints.filter(({ spec }) => spec.method === 'GET')
    expect(reads.length).toBeGreaterThan(30)
    const pairs = Array.from({ length: 60 }, (_, index) => needs(`${index}:manage`, `${index}:read`))
    const begun = performance.now()
    for (const all of [endpoints, reads]) {
      const scopes = scopesFor(...all)
      for (const { spec } of all) expect(scopes.some(scope => spec.scopes.includes(scope))).toBe(true)
    }
    expect(scopesFor(...pairs)).toHaveLength(60)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
