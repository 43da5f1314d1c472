import { describe, expect, it } from 'vitest'
import { sources, unframed } from '../endpoints/examples.ts'
import { list, pageOf } from './facts.ts'
import { specOf, specs } from './types.ts'

const sourceOf = (name: string) => sources.get(`src/eventsub/types/${name}.ts`) ?? ''

/** The comment right before an export, on one line. */
function commentOf(source: string, declaration: string): string {
  const [, comment = ''] =
    new RegExp(`(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\nexport ${declaration}\\b`).exec(source) ?? []
  return unframed(comment).replace(/\s+/g, ' ')
}

describe.each([...specs.keys()])('the comment on %s', name => {
  const { scopes, also = [], params, owner } = specOf(name)
  const source = sourceOf(name)
  const [about = '', ...rest] = commentOf(source, `const ${name}`).split(' @')

  it('the comment begins with a sentence', () => {
    expect(about).toMatch(/^[A-Z][\s\S]{10,}?[.:] /)
    expect(about).not.toMatch(/^Takes an? [\w, ]*token/)
  })

  it('the comment names the user token, the scopes and who may have it', () => {
    expect(about).toMatch(/ Takes a user token\b/)
    for (const scope of [...scopes, ...also.flat()]) expect(about).toContain(`\`${scope}\``)
    if (!scopes.length) expect(about).toContain('needs no scope')
    for (const id of Object.keys(params)) {
      if (!id.includes('_broadcaster_')) expect(about).toContain(`\`${id}\``)
    }
    if (owner) expect(about).toMatch(/must be that user/)
  })

  it('the comment links to Twitch’s own page', () => {
    const row = list.find(row => row.export === name)
    expect(rest).toContain(`see ${row ? pageOf(row) : 'https://dev.twitch.tv/docs/eventsub/reference'}`)
  })

  it('the comment shows how to subscribe', () => {
    const example = rest.find(part => part.startsWith('example ')) ?? ''
    expect(example).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from 'tinyhelix/eventsub'`))
    expect(example).toMatch(new RegExp(`\\.on\\(${name},`))
  })
})

describe('the comments on events', () => {
  const files = [...sources].filter(([file]) => /^src\/eventsub\/(parts|types)\//.test(file))

  it.each(files)('every interface in %s has a comment', (_, source) => {
    const names = [...source.matchAll(/^export ((?:interface|type) \w+)/gm)].map(([, declaration = '']) => declaration)
    for (const name of names)
      expect([name, commentOf(source, name)]).toEqual([name, expect.stringMatching(/^.{5,}[.:]/)])
  })
})
