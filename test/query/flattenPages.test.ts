import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { flattenPages } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'

describe('flattenPages', () => {
  it('flattenPages returns one list, with each row at its first position', () => {
    const pages = [
      {
        data: [
          { id: 'a', n: 1 },
          { id: 'b', n: 1 },
        ],
      },
      {
        data: [
          { id: 'b', n: 2 },
          { id: 'c', n: 2 },
        ],
      },
    ]
    expect(flattenPages({ pages })).toEqual([
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
      { id: 'c', n: 2 },
    ])
  })

  it('rows without an id are duplicates only if they are equal', () => {
    const row = { user_id: '1', followed_at: 'then' }
    const markers = [
      { user_id: '1', videos: ['a'] },
      { user_id: '1', videos: ['b'] },
    ]
    expect(flattenPages({ pages: [{ data: [row] }, { data: [{ ...row }] }] })).toEqual([row])
    expect(flattenPages({ pages: markers.map(marker => ({ data: [marker] })) })).toEqual(markers)
  })

  it('flattenPages returns an empty list without data', () => {
    expect(flattenPages(undefined)).toEqual([])
  })

  it('flattenPages returns the same rows as without an earlier call', () => {
    const row = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), n: fc.nat(3) }, { requiredKeys: ['n'] })
    const pool = fc.array(fc.record({ data: fc.array(row, { maxLength: 4 }) }), { minLength: 1, maxLength: 6 })
    const lists = fc.array(fc.array(fc.nat(5), { maxLength: 6 }), { maxLength: 12 })
    fc.assert(
      fc.property(pool, lists, (pages, choices) => {
        for (const choice of choices) {
          const chosen = choice.flatMap(index => pages[index] ?? [])
          const anew = flattenPages({ pages: chosen.map(({ data }) => ({ data: [...data] })) })
          expect(flattenPages({ pages: chosen })).toEqual(anew)
        }
      }),
    )
  })

  it('flattenPages sees changed rows and removed pages', () => {
    const pages = ['a', 'b', 'c'].map(id => ({ data: [{ id, n: 1 }] }))
    flattenPages({ pages })
    const changed = pages.map((page, index) => (index === 1 ? { data: [{ id: 'b', n: 2 }] } : page))
    expect(flattenPages({ pages: changed }).map(({ n }) => n)).toEqual([1, 2, 1])
    expect(flattenPages({ pages: changed.slice(1) }).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(flattenPages({ pages }).map(({ n }) => n)).toEqual([1, 1, 1])
  })

  it('each call returns a new list', () => {
    const pages = [{ data: [{ id: 'b' }, { id: 'a' }] }]
    flattenPages({ pages }).sort((one, other) => one.id.localeCompare(other.id))
    expect(flattenPages({ pages })).toEqual(pages[0]?.data)
  })

  it.each(['id', 'user_id'])('each row is read once, however many pages follow, if rows have the field %s', field => {
    let looks = 0
    const rowOf = (value: string) => ({
      get [field]() {
        looks++
        return value
      },
    })
    const pages = Array.from({ length: 300 }, (_, page) => ({
      data: Array.from({ length: 30 }, (_, row) => rowOf(`${page * 30 + row}`)),
    }))
    for (let count = 1; count <= pages.length; count++) {
      expect(flattenPages({ pages: pages.slice(0, count) }).length).toBe(count * 30)
    }
    expect(looks).toBe(300 * 30)
  })

  it('pages that nobody else references are not kept', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const open = () => {
      const pages = ['a', 'b', 'c'].map(id => ({ data: [{ id }] }))
      for (const count of [1, 2, 3]) flattenPages({ pages: pages.slice(0, count) })
      flattenPages({ pages: pages.slice(1) })
      return pages.map(({ data }) => new WeakRef(data))
    }
    const lists = open()
    await expect
      .poll(() => {
        collect()
        return lists.filter(list => list.deref()).length
      })
      .toBe(0)
  })
})
