import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewSource } from './addSource.ts'
import { docComment } from './docComment.ts'

/** The facts of a new endpoint. */
export interface NewEndpoint {
  readonly name: string
  readonly method: string
  readonly path: string
  /** The folder below `src/endpoints`. @defaultValue that of endpoints with similar paths, else a new one */
  readonly category?: string | undefined
  /** Any one of them is enough. @defaultValue none */
  readonly scopes?: readonly string[] | undefined
  /** Kinds of token, or `any` or `none`. @defaultValue `user` for writes and endpoints with scopes, else `any` */
  readonly tokens?: readonly string[] | undefined
  /** @defaultValue `list` for a `GET`, `one` for a `POST`, else `void` */
  readonly result?: string | undefined
  /** The maximum number of rows of a page. @defaultValue `100` */
  readonly maxFirst?: string | undefined
}

/** An existing endpoint. */
interface KnownEndpoint {
  readonly name: string
  readonly folder: string
  readonly method: string
  readonly path: string
}

/** The name of each kind of result, and the type that its call resolves to; empty without rows. */
const results = {
  one: ['one', (row: string) => row],
  maybe: ['maybe', (row: string) => `${row} | null`],
  list: ['list', (row: string) => `${row}[]`],
  object: ['objectResult', (row: string) => row],
  envelope: ['envelope', (row: string) => row],
  page: ['page', (row: string) => row],
  text: ['textResult', undefined],
  void: ['voidResult', undefined],
} as const

type Result = keyof typeof results

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const kinds = ['user', 'app', 'jwt', 'extension']

const oneOf = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const isResult = (word: string): word is Result => Object.hasOwn(results, word)

const capitalized = (word: string) => word.replace(/^./, letter => letter.toUpperCase())

/** Refuses options whose file would fail a test. */
function check(isRight: boolean, problem: string): void {
  if (!isRight) throw new Error(problem)
}

/** All existing endpoints, from their sources. */
function knownEndpoints(root: string): KnownEndpoint[] {
  const folders = readdirSync(join(root, 'src/endpoints'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  return folders.flatMap(({ name: folder }) =>
    readdirSync(join(root, 'src/endpoints', folder)).flatMap(file => {
      const text = readFileSync(join(root, 'src/endpoints', folder, file), 'utf8')
      const name = file.replace(/\.ts$/, '')
      const described = new RegExp(`export const ${name}:\\s*\\w*Endpoint<[\\s\\S]*`).exec(text)?.[0]
      const path = /^ +path: '([^']+)'/m.exec(described ?? '')?.[1]
      return path ? [{ name, folder, method: /^ +method: '(\w+)'/m.exec(described ?? '')?.[1] ?? 'GET', path }] : []
    }),
  )
}

/** The folder of the endpoints whose paths are most similar. */
function categoryFor(path: string, known: readonly KnownEndpoint[]): string {
  const parts = path.split('/').slice(1)
  for (let length = parts.length; length > 0; length--) {
    const start = `/${parts.slice(0, length).join('/')}`
    const alike = known.filter(endpoint => endpoint.path === start || endpoint.path.startsWith(`${start}/`))
    const count = (folder: string) => alike.filter(endpoint => endpoint.folder === folder).length
    const [first] = alike.map(({ folder }) => folder).sort((a, b) => count(b) - count(a))
    if (first) return first
  }
  return (parts[0] ?? '').replaceAll('_', '-')
}

function tokensFor({ tokens, scopes = [] }: NewEndpoint, isWrite: boolean): readonly string[] {
  const given = tokens ?? [isWrite || scopes.length ? 'user' : 'any']
  const known = [...kinds, 'any', 'none']
  const wrong = given.find(token => !known.includes(token))
  check(wrong === undefined, `"${wrong}" is no kind of token: it must be ${oneOf(known)}.`)
  check(
    given.length === 1 || !given.some(token => token === 'any' || token === 'none'),
    '"any" and "none" stand alone.',
  )
  const meant = given[0] === 'any' ? ['user', 'app', 'extension'] : given[0] === 'none' ? [] : given
  check(!scopes.length || meant.includes('user'), 'A scope is one of a user token: give --token user.')
  return kinds.filter(kind => meant.includes(kind))
}

/** The comment's sentence about tokens and scopes. */
function grant(tokens: readonly string[], scopes: readonly string[]): string {
  if (!tokens.length) return 'Takes any client and sends no token.'
  const [first = ''] = tokens
  const article = /^[ae]/.test(first) ? 'an' : 'a'
  const words = tokens.length > 1 ? oneOf(tokens) : first
  if (scopes.length)
    return `Takes ${article} ${words} token with the scope ${scopes.map(scope => `\`${scope}\``).join(' or ')}.`
  return `Takes ${article} ${words} token${tokens.includes('user') ? '; needs no scope' : ''}.`
}

const quoted = (words: readonly string[]) => `[${words.map(word => `'${word}'`).join(', ')}]`

/** The file that describes an endpoint, with parts to fill in, and its exports for the barrel. */
export function endpointSource(given: NewEndpoint, root: string): NewSource {
  const { name, path, scopes = [], maxFirst = '100' } = given
  const method = given.method.toUpperCase()
  const isWrite = method !== 'GET'
  const known = knownEndpoints(root)

  check(/^[a-z]+([A-Z][a-z\d]*)+$/.test(name), `"${name}" is no name of an endpoint: it must read like getThings.`)
  check(methods.includes(method), `"${given.method}" is no method: it must be ${oneOf(methods)}.`)
  check(/^(\/[a-z]+(_[a-z]+)*)+$/.test(path), `"${path}" is no path of an endpoint: it must read like /users/blocks.`)
  check(
    isWrite !== /^(get|search|check)[A-Z]/.test(name),
    isWrite
      ? `${name} would write: its name must not begin with get, search or check.`
      : `${name} would read: its name must begin with get, search or check.`,
  )
  for (const scope of scopes) {
    check(/^[a-z]+(:[a-z_]+){1,2}$/.test(scope), `"${scope}" is no scope: it must read like user:read:things.`)
  }
  const rival = known.find(endpoint => endpoint.method === method && endpoint.path === path)
  check(
    !rival,
    `${rival?.name} has ${method} ${path} already. A second function for it is told apart by what it requires: write it by hand.`,
  )

  const result = given.result ?? (isWrite ? (method === 'POST' ? 'one' : 'void') : 'list')
  if (!isResult(result)) throw new Error(`"${result}" is no result: it must be ${oneOf(Object.keys(results))}.`)
  check(!isWrite || result !== 'page', 'Pages are read: give --result page to a GET only.')
  check(isWrite || result !== 'void', 'A read has a result: give --result void to a write only.')
  check(/^[1-9]\d*$/.test(maxFirst), `"${maxFirst}" is no size of a page.`)
  const tokens = tokensFor(given, isWrite)
  const category = given.category ?? categoryFor(path, known)
  check(/^[a-z]+(-[a-z]+)*$/.test(category), `"${category}" is no category: it must read like channel-points.`)

  const [make, resultOf] = results[result]
  const hasRow = resultOf !== undefined
  const isPage = result === 'page'
  const isAny = tokens.join() === 'user,app,extension'
  const isOwn = tokens.join() === 'user'
  const hasBody = isWrite && method !== 'DELETE'
  const paramsType = `${capitalized(name)}Params`
  const row = rowType(name, readFileSync(join(root, 'src/index.ts'), 'utf8'))

  const kindType = isAny ? 'AnyToken' : tokens.length ? tokens.map(kind => `'${kind}'`).join(' | ') : 'TokenKind'
  const endpointType = isPage ? 'PageEndpoint' : isWrite ? 'WriteEndpoint' : 'Endpoint'
  const types = [
    paramsType,
    hasRow ? resultOf(row) : result === 'text' ? 'string' : 'void',
    ...(isOwn ? [] : [kindType]),
  ]

  const comment = docComment({
    paragraphs: [
      `Say here what ${name} does, in one sentence.` +
        (isPage ? ' `await` returns the first page, `for await` iterates over the rows of all pages.' : ''),
      grant(tokens, scopes) + (isOwn ? ' `broadcaster_id` defaults to the signed-in user.' : ''),
    ],
    see: `https://dev.twitch.tv/docs/api/reference/${category}#${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
    example: exampleOf({
      name,
      result,
      isOwn,
      hasBody,
      isDelete: method === 'DELETE',
      clientKind: tokens.includes('user') ? '' : (tokens[0] ?? ''),
    }),
  })

  const params = [
    isOwn ? 'broadcaster_id: self' : 'broadcaster_id: id',
    ...(hasBody ? ['title: text(1, 100)'] : method === 'DELETE' ? ['id'] : []),
  ]
  const readPaths = known.filter(endpoint => endpoint.method === 'GET').map(endpoint => endpoint.path)
  const members = [
    ...(isWrite ? [`method: '${method}'`] : []),
    `path: '${path}'`,
    ...(isOwn ? [] : [isAny ? 'tokens: anyToken' : `tokens: ${quoted(tokens)}`]),
    ...(scopes.length ? [`scopes: ${quoted(scopes)}`] : []),
    `params: { ${params.join(', ')} }`,
    ...(hasBody ? [`query: ['broadcaster_id']`] : []),
    ...(isPage ? [`maxFirst: ${maxFirst}`] : []),
    ...(hasRow ? [`item: object<${row}>({ id: string, name: nullable(string) })`] : []),
    // A write makes answers of its own path stale, if there is a read for it.
    ...(isWrite ? (readPaths.includes(path) ? [] : ['invalidates: []']) : ['staleTime: 60_000']),
  ]
  const endpointImports = [
    ...(isAny ? ['type AnyToken', 'anyToken'] : []),
    `type ${endpointType}`,
    make,
    ...(isPage ? ['type PageParams'] : []),
  ]
  const parameterImports = [
    ...(isOwn ? ['self'] : ['id']),
    ...(hasBody ? ['text'] : []),
    ...(method === 'DELETE' && isOwn ? ['id'] : []),
  ]
  const fields = [
    isOwn
      ? '  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */\n  broadcaster_id?: string'
      : '  /** The channel. */\n  broadcaster_id: string',
    ...(hasBody
      ? ['  /** Up to 100 characters. */\n  title: string']
      : method === 'DELETE'
        ? ['  /** The id of what to delete. */\n  id: string']
        : []),
  ]
  const text = `import { ${endpointImports.join(', ')} } from '../../endpoint.ts'
${hasRow ? "import { nullable, object, string } from '../../schema/object.ts'\n" : ''}import { ${parameterImports.join(', ')} } from '../../schema/parameters.ts'
${tokens.length ? '' : "import type { TokenKind } from '../../spec.ts'\n"}
export interface ${paramsType}${isPage ? ' extends PageParams' : ''} {
${fields.join('\n')}
}
${
  hasRow
    ? `
export interface ${row} {
  id: string
  /** \`null\` if it has none. */
  name: string | null
}
`
    : ''
}
${comment}
export const ${name}: ${endpointType}<${types.join(', ')}> = ${make}({
  ${members.join(',\n  ')},
})
`
  return {
    file: `src/endpoints/${category}/${name}.ts`,
    text,
    barrel: 'src/index.ts',
    names: [`type ${paramsType}`, ...(hasRow ? [`type ${row}`] : []), name],
    scopes,
  }
}

/** The name of a row: from the things in the function's name, or from the function if that name is taken. */
function rowType(name: string, barrel: string): string {
  const things = name.replace(/^[a-z]+/, '')
  const thing = things.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
  return new RegExp(`\\b${thing}\\b`).test(barrel) ? `${capitalized(name)}Result` : thing
}

interface Example {
  readonly name: string
  readonly result: Result
  readonly isOwn: boolean
  readonly hasBody: boolean
  readonly isDelete: boolean
  /** `''`: the usual one. */
  readonly clientKind: string
}

function exampleOf({ name, result, isOwn, hasBody, isDelete, clientKind }: Example): string {
  const given = [...(isOwn ? [] : ['broadcaster_id']), ...(isDelete ? ['id'] : [])]
  const args = given.map(key => `, ${key}: string`).join('')
  const params = [...given, ...(hasBody ? ["title: 'Tea'"] : [])]
  const call = `${name}(client${params.length ? `, { ${params.join(', ')} }` : ''})`
  const client = clientKind ? `HelixClient<'${clientKind}'>` : 'HelixClient'
  const lines =
    result === 'page'
      ? [`for await (const { id } of ${call}) console.log(id)`]
      : result === 'list'
        ? [`const rows = await ${call}`, 'return rows.map(({ id }) => id)']
        : result === 'void'
          ? [`await ${call}`]
          : [`return await ${call}`]
  return `import { type HelixClient, ${name} } from 'tinyhelix'

async function example(client: ${client}${args}) {
${lines.map(line => `  ${line}`).join('\n')}
}`
}
