import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A source file that its barrel exports from. Paths begin at the project's folder. */
export interface NewSource {
  readonly file: string
  readonly text: string
  readonly barrel: string
  /** What the barrel exports of it, types marked as such. */
  readonly names: readonly string[]
}

/** Writes a new source file and its line in the barrel, both as the formatter wants them. Replaces nothing. */
export function addSource(
  { file, text, barrel, names }: NewSource,
  root: string = fileURLToPath(new URL('../..', import.meta.url)),
): void {
  if (existsSync(join(root, file))) throw new Error(`${file} is there already.`)
  const exported = readFileSync(join(root, barrel), 'utf8')
  const taken = names.map(name => name.replace('type ', '')).filter(name => new RegExp(`\\b${name}\\b`).test(exported))
  if (taken.length) throw new Error(`${barrel} has ${taken.join(' and ')} already.`)
  writeFileSync(join(root, file), text)
  const from = relative(join(root, barrel, '..'), join(root, file)).replaceAll('\\', '/')
  writeFileSync(join(root, barrel), `${exported}export { ${names.join(', ')} } from './${from}'\n`)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { status, stderr } = spawnSync(process.execPath, [biome, 'check', '--write', file, barrel], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status) throw new Error(`Biome does not take ${file}:\n${stderr}`)
}
