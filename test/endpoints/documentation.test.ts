import { describe, expect, it } from 'vitest'
import { endpoint, isDocumented, library, rowOf } from './endpoints.ts'
import { sources, unframed } from './examples.ts'

/** The comment before an endpoint, in one line. */
function commentOf(name: string): string {
  for (const [file, source] of sources) {
    if (!file.endsWith(`/${name}.ts`)) continue
    const [, comment = ''] = new RegExp(`(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\nexport const ${name}:`).exec(source) ?? []
    return unframed(comment).replace(/\s+/g, ' ')
  }
  return ''
}

describe.each([...library.keys()])('the comment on %s', name => {
  // What is not in the list must at least agree with its own description.
  const { tokens, scopes } = isDocumented(name) ? rowOf(name) : endpoint(name).spec
  const comment = commentOf(name)
  const [about = '', ...rest] = comment.split(' @')
  /** What it says of tokens, up to the end of that sentence. */
  const takes =
    /\bTakes (?:an?|any|the extension's own) (?:[\w-]+, )*[\w '-]*?(?:token|client)\b[^.]*\./.exec(about)?.[0] ?? ''

  it('begins with a sentence', () => {
    expect(about).toMatch(/^[A-Z“"][\s\S]{10,}?[.?!](?: |$)/)
    expect(about).not.toMatch(/^Takes an? [\w, ]*token/)
  })

  it('says which tokens are taken, and which scopes suffice', () => {
    const words = { user: /\buser\b/, app: /\bapp\b/, extension: /\bextension token/, jwt: /\bjwt\b/i }
    const named = Object.entries(words).flatMap(([kind, word]) => (word.test(takes) ? [kind] : []))
    if (tokens.length) expect([takes, named.sort()]).toEqual([takes, [...tokens].sort()])
    else expect(takes).toMatch(/^Takes any client/)
    for (const scope of scopes) expect(takes).toContain(`\`${scope}\``)
    // What a subscription needs depends on its type.
    const freely = name === 'createEventSubSubscription' ? /scope/ : /needs no scope/
    if (!scopes.length && tokens.includes('user')) expect(about).toMatch(freely)
  })

  it('leads to Twitch’s own page', () => {
    const see = 'see https://dev.twitch.tv/docs/api/reference#'
    if (isDocumented(name)) expect(rest).toContain(see + rowOf(name).operation)
    else expect(rest).toContainEqual(expect.stringMatching(new RegExp(`^${see}[a-z-]+$`)))
  })

  it('shows a call', () => {
    const example = rest.find(part => part.startsWith('example ')) ?? ''
    expect(example).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from 'tinyhelix'`))
    expect(example).toMatch(new RegExp(`\\b${name}\\(`))
  })
})
