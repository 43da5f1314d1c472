import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript-5.9'
import manifest from '../../package.json' with { type: 'json' }

const printer = ts.createPrinter({ removeComments: true })

const parsed = new Map<string, ts.SourceFile>()

function parse(file: string): ts.SourceFile {
  const source = parsed.get(file) ?? ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  parsed.set(file, source)
  return source
}

/** The names that a statement declares. */
function declaredBy(statement: ts.Statement): readonly string[] {
  const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement]
  return named.flatMap(node => ('name' in node && ts.isIdentifier(Object(node.name)) ? [Object(node.name).text] : []))
}

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

/** The names of `export { … } from './file'`, each with its file and its name there. */
function reExportedBy(file: string, statement: ts.Statement): [string, { file: string; name: string }][] {
  if (!ts.isExportDeclaration(statement)) return []
  const { exportClause, moduleSpecifier } = statement
  if (!exportClause || !ts.isNamedExports(exportClause)) throw new Error(`${file} exports without naming what.`)
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return []
  const from = join(dirname(file), moduleSpecifier.text.replace(/\.ts$/, '.d.ts'))
  return exportClause.elements.map(({ name, propertyName = name }) => [
    name.text,
    { file: from, name: propertyName.text },
  ])
}

/** The declarations of a name in a file, without comments. An overloaded function has several. */
function declarationsOf(file: string, name: string): string[] {
  const source = parse(file)
  return source.statements.flatMap(statement => {
    const elsewhere = new Map(reExportedBy(file, statement)).get(name)
    if (elsewhere) return declarationsOf(elsewhere.file, elsewhere.name)
    if (!declaredBy(statement).includes(name)) return []
    const text = printer.printNode(ts.EmitHint.Unspecified, statement, source)
    return [text.replace(/^export (declare )?/, '')]
  })
}

const namesOf = (file: string) =>
  parse(file).statements.flatMap(statement => [
    ...reExportedBy(file, statement).map(([name]) => name),
    ...(isExported(statement) ? declaredBy(statement) : []),
  ])

/** The signatures of all exports of the package in a folder, entry by entry. */
export function publicApiOf(folder: string): string {
  const { './package.json': _, ...entries } = manifest.exports
  const parts = Object.entries(entries).map(([entry, { types }]) => {
    const file = join(folder, types)
    const declarations = [...new Set(namesOf(file))].sort().flatMap(name => {
      const found = declarationsOf(file, name)
      if (!found.length) throw new Error(`${entry} exports ${name}, which nothing declares.`)
      return found
    })
    return [`// ${manifest.name}${entry.slice(1)}`, ...declarations].join('\n')
  })
  return `${parts.join('\n\n')}\n`
}
