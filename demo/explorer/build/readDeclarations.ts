import { createRequire } from 'node:module'
import { basename, dirname, sep } from 'node:path'
import type ts from 'typescript-5.9'

/** A parameter, or a field of an answer or an event, as its declaration describes it. */
export interface FieldText {
  readonly name: string
  /** Its type, in TypeScript. */
  readonly type: string
  readonly text: string
  /** What it is if it is left out. */
  readonly default?: string
  /** Why nobody should use it any more. */
  readonly deprecated?: string
  readonly optional?: true
  /** The fields of an object, or of the entries of a list. */
  readonly fields?: readonly FieldText[]
}

/** What the declaration of an export says. */
export interface ExportText {
  readonly name: string
  /** The folder of its file, such as `polls`. */
  readonly folder: string
  readonly paragraphs: readonly string[]
  /** Twitch's own page. */
  readonly see: string
  readonly example: string
  readonly params: readonly FieldText[]
  /** The type of the whole answer, such as `Poll[]`. */
  readonly resultType: string
  /** The fields of a row, of the whole answer, or of an event. */
  readonly fields: readonly FieldText[]
}

/** What the declarations of entries say. */
export interface Declared {
  /** By the names of the exports. */
  readonly texts: ReadonlyMap<string, ExportText>
  /** The files in which the exports are declared. */
  readonly files: ReadonlyMap<string, string>
}

/** Where nested fields end, so that a type that contains itself ends too. */
const deepest = 6

const wordsOf = (parts: readonly ts.SymbolDisplayPart[] | undefined) =>
  (parts ?? [])
    .map(({ text }) => text)
    .join('')
    .replace(/\{@link (\S+?)\}/g, '`$1`')
    .trim()

/** The lines of a paragraph as one line each. */
const paragraphsOf = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\s*\n\s*/g, paragraph.startsWith('- ') ? '\n' : ' ').trim())
    .filter(Boolean)

/** Reads the exports of entries from their declarations, or from their sources. Types come from the compiler. */
export function readDeclarations(entries: readonly string[]): Declared {
  // It takes a while to load, and other pages that are built beside this one do not need it.
  const ts: typeof import('typescript-5.9') = createRequire(import.meta.url)('typescript-5.9')
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  }
  const program = ts.createProgram([...entries], options)
  const checker = program.getTypeChecker()
  const isOwn = (symbol: ts.Symbol) =>
    symbol.declarations?.some(node =>
      entries.some(entry => node.getSourceFile().fileName.startsWith(dirname(entry))),
    ) ?? false

  const tag = (symbol: ts.Symbol, name: string) => symbol.getJsDocTags(checker).find(tag => tag.name === name)

  const withoutNothing = (type: ts.Type) => checker.getNonNullableType(type)

  /** The type of an object's fields: of the object itself, or of the entries of a list. */
  function objectIn(type: ts.Type): ts.Type | undefined {
    const bare = withoutNothing(type)
    const parts = bare.isUnion() ? bare.types : [bare]
    for (const part of parts) {
      const item = checker.getIndexTypeOfType(part, ts.IndexKind.Number)
      if (item && checker.isArrayLikeType(part)) return objectIn(item)
    }
    const objects = parts.filter(part => part.getFlags() & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))
    const [first] = objects
    return first && checker.getPropertiesOfType(first).some(isOwn) ? (objects.length > 1 ? bare : first) : undefined
  }

  /** The fields that any member of a union has. */
  const propertiesOf = (type: ts.Type) => {
    const parts = type.isUnion() ? type.types : [type]
    const found = new Map<string, ts.Symbol>()
    for (const part of parts) {
      for (const property of checker.getPropertiesOfType(part)) {
        const isNever = checker.getTypeOfSymbol(property).getFlags() & ts.TypeFlags.Undefined
        if (!isNever && !found.has(property.name)) found.set(property.name, property)
      }
    }
    return [...found.values()]
  }

  /** A type as people write it: `null` and any text come last. */
  const typeName = (type: ts.Type) => {
    const { NoTruncation, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags
    const name = checker.typeToString(type, undefined, NoTruncation | UseSingleQuotesForStringLiteralType)
    if (/[<{[]/.test(name.replace('(string & {})', ''))) return name.replace(/ \| undefined$/, '')
    const words = name.replace('(string & {})', 'string').split(' | ')
    const last = ['string', 'null'].filter(word => words.includes(word))
    return [...words.filter(word => !last.includes(word) && word !== 'undefined'), ...last].join(' | ')
  }

  function fieldsOf(type: ts.Type, depth = 0): FieldText[] {
    const object = objectIn(type)
    if (!object || depth > deepest) return []
    return propertiesOf(object).map(property => {
      const ofField = checker.getTypeOfSymbol(property)
      const fallback = wordsOf(tag(property, 'defaultValue')?.text)
      const deprecated = tag(property, 'deprecated')
      const fields = fieldsOf(ofField, depth + 1)
      return {
        name: property.name,
        type: typeName(ofField),
        text: wordsOf(property.getDocumentationComment(checker)).replace(/\s*\n\s*/g, ' '),
        ...(fallback && { default: fallback }),
        ...(deprecated && { deprecated: wordsOf(deprecated.text) || 'Deprecated.' }),
        ...(property.flags & ts.SymbolFlags.Optional && { optional: true as const }),
        ...(fields.length && { fields }),
      }
    })
  }

  /** A member of the types that an endpoint or a type of events has for generic code. */
  function shapeOf(type: ts.Type, name: string): ts.Type | undefined {
    const types = type.getProperty('~types')
    const shape = types && withoutNothing(checker.getTypeOfSymbol(types))
    const member = shape?.getProperty(name)
    return member && checker.getTypeOfSymbol(member)
  }

  const texts = new Map<string, ExportText>()
  const files = new Map<string, string>()
  for (const entry of entries) {
    const file = program.getSourceFile(entry)
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) throw new Error(`The declarations at ${entry} have no exports.`)
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      const [declaration] = symbol.declarations ?? []
      if (!declaration) continue
      files.set(exported.name, declaration.getSourceFile().fileName)
      if (!(symbol.flags & ts.SymbolFlags.Variable)) continue
      const type = checker.getTypeOfSymbol(symbol)
      const result = shapeOf(type, 'result') ?? shapeOf(type, 'event')
      const params = shapeOf(type, 'params') ?? shapeOf(type, 'condition')
      const example = wordsOf(tag(symbol, 'example')?.text)
      texts.set(exported.name, {
        name: exported.name,
        folder: basename(dirname(declaration.getSourceFile().fileName.replaceAll(sep, '/'))),
        paragraphs: paragraphsOf(wordsOf(symbol.getDocumentationComment(checker))),
        see: seeOf(tag(symbol, 'see')),
        example: example.replace(/^```ts\n|\n```$/g, ''),
        params: params ? fieldsOf(params) : [],
        resultType: result ? typeName(result) : '',
        fields: result ? fieldsOf(result) : [],
      })
    }
  }
  return { texts, files }
}

/** The compiler takes `https` for a name. */
const seeOf = (tag: ts.JSDocTagInfo | undefined) => wordsOf(tag?.text).replace(/^(https?)\s*:?\/\//, '$1://')
