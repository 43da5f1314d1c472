import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { RolldownMagicString } from 'rolldown'
import { type ESTree, type Plugin, parseSync } from 'vite'

/** Files that hold descriptions, and what descriptions share. */
const described = /\/src\/(endpoints\/.+|eventsub\/(types|parts)\/.+|eventsub\/conditions)\.ts$/

/** What users import stays a value; the rest becomes a function that gives it. */
const publicFiles = ['src/index.ts', 'src/eventsub/index.ts']

type Node = ESTree.Node

const isNode = (value: unknown): value is Node => typeof Object(value).type === 'string'

const isType = (node: Node) => /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(node.type)

/** Everything below a node but types, each with what it stands in. */
function* within(
  node: Node,
  parents: readonly Node[] = [],
): Generator<readonly [node: Node, parents: readonly Node[]]> {
  yield [node, parents]
  for (const child of Object.values(node).flat()) {
    if (isNode(child) && !isType(child)) yield* within(child, [node, ...parents])
  }
}

const parsed = (file: string, code = readFileSync(file, 'utf8')) => parseSync(file, code, { lang: 'ts' }).program

/** The constants of a module that are made when it is loaded. */
const constantsOf = (program: ESTree.Program) =>
  program.body
    .map(statement => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .flatMap(statement => (statement?.type === 'VariableDeclaration' ? statement.declarations : []))
    .flatMap(({ id, init }) =>
      id.type === 'Identifier' && init && init.type !== 'ArrowFunctionExpression' ? [{ name: id.name, id, init }] : [],
    )

/** What a module imports, by its local name, where that comes from files of descriptions. */
const importsOf = (file: string, program: ESTree.Program) =>
  program.body.flatMap(statement => {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') return []
    const source = resolve(file, '..', statement.source.value)
    return statement.specifiers.flatMap(specifier =>
      specifier.type === 'ImportSpecifier' && described.test(source) ? [{ name: specifier.local.name, source }] : [],
    )
  })

/**
 * Makes each description when it is first needed. A page that loads the file with all of them uses a few, and an old phone
 * takes long to make hundreds.
 */
export function lazyDescriptions(root: string): Plugin {
  const lazily = resolve(import.meta.dirname, 'lazily.ts')
  const exported = new Set(
    publicFiles.flatMap(file =>
      [...within(parsed(resolve(root, file)))].flatMap(([node]) =>
        node.type === 'ExportSpecifier' && node.exported.type === 'Identifier' ? [node.exported.name] : [],
      ),
    ),
  )
  const lazyIn = (program: ESTree.Program) =>
    constantsOf(program)
      .map(({ name }) => name)
      .filter(name => !exported.has(name))

  return {
    name: 'lazy-descriptions',
    apply: 'build',
    enforce: 'pre',
    transform(code, file) {
      if (!file.startsWith(resolve(root, 'src'))) return null
      const program = parsed(file, code)
      const imported = importsOf(file, program)
        .filter(({ name, source }) => lazyIn(parsed(source)).includes(name))
        .map(({ name }) => name)
      if (!described.test(file)) {
        if (!imported.length) return null
        throw new Error(`${file} imports ${imported}, which are functions in the file with everything.`)
      }
      const lazy = new Set([...imported, ...lazyIn(program)])
      const changed = new RolldownMagicString(code, { filename: file })
      for (const { name, init } of constantsOf(program)) {
        const wrap = lazy.has(name) ? 'lazily' : file.includes('/endpoints/') ? 'lazyEndpoint' : 'lazyType'
        // Engines pass over the body of such a function; that of an arrow with an expression they parse in full.
        changed.appendLeft(init.start, `${wrap}(function () { return (`).appendRight(init.end, ') })')
      }
      for (const [node, [parent]] of within(program)) {
        if (node.type !== 'Identifier' || !lazy.has(node.name) || !parent) continue
        if (parent.type === 'VariableDeclarator' && parent.id === node) continue
        if (parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier') continue
        if (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) continue
        if (parent.type === 'Property' && parent.shorthand) {
          if (parent.value === node) changed.appendLeft(node.end, `: ${node.name}()`)
        } else if (parent.type !== 'Property' || parent.value === node || parent.computed) {
          changed.appendLeft(node.end, '()')
        }
      }
      changed.prepend(`import { lazily, lazyEndpoint, lazyType } from '${lazily}';`)
      return { code: changed.toString(), map: JSON.parse(String(changed.generateMap({ hires: true, source: file }))) }
    },
  }
}
