import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { endpoint, isDocumented, library, rowOf } from './endpoints.ts'
import { sources, unframed } from './examples.ts'
import { groupOf } from './facts.ts'

/** The comment before an endpoint, on one line. */
function commentOf(name: string): string {
  for (const [file, source] of sources) {
    if (!file.endsWith(`/${name}.ts`)) continue
    const [, comment = ''] = new RegExp(`(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\nexport const ${name}:`).exec(source) ?? []
    return unframed(comment).replace(/\s+/g, ' ')
  }
  return ''
}

it.each(['react', 'vue', 'svelte'])(
  'the documentation of each query hook for %s says that it reads the first page',
  adapter => {
    const source = readFileSync(`adapters/${adapter}.ts`, 'utf8')
    const forms = source.matchAll(
      /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export function (?:use|create)HelixQuery<[\s\S]*?\n\): /g,
    )
    const comments = [...forms].map(([, comment = '']) => unframed(comment).replace(/\s+/g, ' '))
    expect(comments).toHaveLength(2)
    for (const comment of comments)
      expect(comment).toMatch(/pages gives its first page's rows.*\w+InfiniteQuery\} has all/)
  },
)

const parametersOf = [...sources].flatMap(([file, source]) =>
  [...source.matchAll(/^export interface (\w+Params)\b[^{]*\{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']) => [name, file, body] as const,
  ),
)

it('the search finds the parameters of the endpoints', () => expect(parametersOf.length).toBeGreaterThan(140))

it.each(parametersOf)('each parameter in %s (%s) has a sentence', (_, __, body) => {
  const members = [...body.matchAll(/((?: {2}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)^ {2}(?:readonly )?(\w+)\??: /gm)]
  const without = members.filter(([, comment = '']) => !/^[A-Z0-9`“"][^@]*[.:]/.test(unframed(comment.trim())))
  expect(without.map(([, , name]) => name)).toEqual([])
})

it('no link in a comment spans two lines, because editors show the asterisk', () => {
  const adapters = ['react', 'vue', 'svelte'].map(name => [name, readFileSync(`adapters/${name}.ts`, 'utf8')] as const)
  const broken = [...sources, ...adapters].flatMap(([file, source]) => (/\{@\w+[^}\n]*\n/.test(source) ? [file] : []))
  expect(broken).toEqual([])
})

describe.each([...library.keys()])('the comment on %s', name => {
  // An endpoint that is not in the list must agree with its own description.
  const { tokens, scopes } = isDocumented(name) ? rowOf(name) : endpoint(name).spec
  const comment = commentOf(name)
  const [about = '', ...rest] = comment.split(' @')
  /** The sentence about tokens. */
  const takes =
    /\bTakes (?:an?|any|the extension's own) (?:[\w-]+, )*[\w '-]*?(?:token|client)\b[^.]*\./.exec(about)?.[0] ?? ''

  it('the comment begins with a sentence', () => {
    expect(about).toMatch(/^[A-Z“"][\s\S]{10,}?[.?!](?: |$)/)
    expect(about).not.toMatch(/^Takes an? [\w, ]*token/)
  })

  it('the comment names the accepted tokens and scopes', () => {
    const words = { user: /\buser\b/, app: /\bapp\b/, extension: /\bextension token/, jwt: /\bjwt\b/i }
    const named = Object.entries(words).flatMap(([kind, word]) => (word.test(takes) ? [kind] : []))
    if (tokens.length) expect([takes, named.sort()]).toEqual([takes, [...tokens].sort()])
    else expect(takes).toMatch(/^Takes any client/)
    for (const scope of scopes) expect(takes).toContain(`\`${scope}\``)
    // The scopes of a subscription depend on its type.
    const freely = name === 'createEventSubSubscription' ? /scope/ : /needs no scope/
    if (!scopes.length && tokens.includes('user')) expect(about).toMatch(freely)
  })

  it('the comment says after its first sentence how much of a list is fetched, if the list has pages', () => {
    const [, second] = /^.{10,}?[.?!] (.*?\.)(?: |$)/.exec(about) ?? []
    const isPaged = endpoint(name).spec.result === 'page'
    expect(second === '`await` returns the first page, `for await` iterates over the rows of all pages.').toBe(isPaged)
  })

  it('the comment links to Twitch’s own page', () => {
    const see = 'see https://dev.twitch.tv/docs/api/reference/'
    if (isDocumented(name)) expect(rest).toContain(`${see}${groupOf(rowOf(name))}#${rowOf(name).operation}`)
    else expect(rest).toContainEqual(expect.stringMatching(new RegExp(`^${see}[a-z-]+#[a-z-]+$`)))
  })

  it('the comment shows a call', () => {
    const example = rest.find(part => part.startsWith('example ')) ?? ''
    expect(example).toMatch(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from 'tinyhelix'`))
    expect(example).toMatch(new RegExp(`\\b${name}\\(`))
  })
})
