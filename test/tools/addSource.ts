import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A source file that its barrel exports from. Paths begin at the project's folder. */
export interface NewSource {
  readonly file: string
  readonly text: string
  readonly barrel: string
  /** The exports that the barrel takes, types marked as such. */
  readonly names: readonly string[]
  /** Scopes in the source. New ones are added to the union of scopes. */
  readonly scopes?: readonly string[] | undefined
}

const scopeFile = 'src/scope.ts'

/** Writes a new source file and its line in the barrel, both formatted. Replaces no file. */
export function addSource(
  { file, text, barrel, names, scopes = [] }: NewSource,
  root: string = fileURLToPath(new URL('../..', import.meta.url)),
): void {
  if (existsSync(join(root, file))) throw new Error(`${file} is there already.`)
  const exported = readFileSync(join(root, barrel), 'utf8')
  const taken = names.map(name => name.replace('type ', '')).filter(name => new RegExp(`\\b${name}\\b`).test(exported))
  if (taken.length) throw new Error(`${barrel} has ${taken.join(' and ')} already.`)
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  const from = relative(join(root, barrel, '..'), join(root, file)).replaceAll('\\', '/')
  writeFileSync(join(root, barrel), `${exported}export { ${names.join(', ')} } from './${from}'\n`)
  addScopes(join(root, scopeFile), scopes)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { status, stderr } = spawnSync(process.execPath, [biome, 'check', '--write', file, barrel, scopeFile], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status) throw new Error(`Biome does not take ${file}:\n${stderr}`)
}

/** Adds new scopes to the union of all scopes, in its order. */
function addScopes(path: string, scopes: readonly string[]): void {
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf("  | '")
  const known = text.slice(start).trimEnd().split('\n')
  const all = [...new Set([...known, ...scopes.map(scope => `  | '${scope}'`)])].sort()
  if (all.length > known.length) writeFileSync(path, `${text.slice(0, start)}${all.join('\n')}\n`)
}
