import { endpoints, eventTypes, families } from '../facts/library.ts'
import type { SearchTexts } from '../facts/texts.ts'
import { type Entry, wordsOf } from './rank.ts'

/** Everything that can be found. */
export function entriesOf({ pages, headings }: SearchTexts): Entry[] {
  const found = pages.map(({ name, first, rest, see, fields }): Entry => {
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
        { words: wordsOf(name), weight: 10 },
        { words: wordsOf(wire), weight: 8 },
        { words: wordsOf(/#(.*)$/.exec(see)?.[1] ?? ''), weight: 8 },
        { words: scopes.flatMap(wordsOf), weight: 5 },
        { words: wordsOf(first), weight: 6 },
        { words: wordsOf(rest), weight: 2.5 },
        { words: wordsOf(fields), weight: 2 },
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
        fields: [
          { words: wordsOf(title), weight: 10 },
          { words: wordsOf(guide), weight: 3 },
        ],
      }),
    ),
  ]
}
