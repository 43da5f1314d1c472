import { endpoints, eventTypes, families } from '../facts/library.ts'
import type { SearchTexts } from '../facts/texts.ts'
import { type Entry, weighted, wordsOf } from './rank.ts'

/** Everything that can be found. */
export function entriesOf({ pages, headings }: SearchTexts): Entry[] {
  const found = pages.map(({ name, first, rest, see, fields, asked }): Entry => {
    const endpoint = endpoints.get(name)?.spec
    const type = eventTypes.get(name)?.spec
    const scopes = [...((endpoint ?? type ?? families.get(name)?.spec)?.scopes ?? [])]
    const wire = endpoint ? `${endpoint.method} ${endpoint.path}` : type ? type.type : 'live query'
    return {
      address: `#/${name}`,
      title: name,
      subtitle: first,
      kind: endpoint ? 'endpoint' : type ? 'event' : 'family',
      fields: [
        // Every family is called live.
        weighted(families.has(name) ? wordsOf(name).slice(1) : wordsOf(name), 10),
        weighted(wordsOf(asked), 9),
        weighted(wordsOf(wire), families.has(name) ? 5 : 8),
        weighted(wordsOf(/#(.*)$/.exec(see)?.[1] ?? ''), 8),
        weighted(scopes.flatMap(wordsOf), 5),
        weighted(wordsOf(first), 6),
        weighted(wordsOf(rest), 2.5),
        weighted(wordsOf(fields), 2),
      ],
    }
  })
  return [
    ...found,
    ...headings.map(
      ({ address, title, guide }): Entry => ({
        address,
        title: title === 'tinyhelix' ? 'Start here' : title,
        subtitle: guide ? `In the guide ${guide === 'tinyhelix' ? 'Start here' : guide}` : 'Guide',
        kind: 'guide',
        fields: [weighted(wordsOf(title), 10), weighted(wordsOf(guide), 3)],
      }),
    ),
  ]
}
