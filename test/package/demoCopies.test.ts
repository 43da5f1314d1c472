import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build } from 'vite'
import { describe, expect, inject, it } from 'vitest'

const { project } = inject('packed')

const root = resolve(import.meta.dirname, '../..')

/** Demos that stand alone. */
const demos = ['dashboard']

/** A copy of a demo's folder outside this repository, with nothing beside it but what its `package.json` names. */
function copyOut(demo: string): string {
  const folder = join(project, 'copies', demo)
  cpSync(join(root, 'demo', demo), folder, { recursive: true })
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(name === 'tinyhelix' ? project : root, 'node_modules', name), link, 'junction')
  }
  return folder
}

describe.each(demos)('the demo %s, copied out,', demo => {
  it('compiles and builds with the published package', async () => {
    const folder = copyOut(demo)
    const compiler = join(folder, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' })
    expect(stdout).toBe('')
    const built = await build({ root: folder, logLevel: 'error', build: { write: false } })
    expect(JSON.stringify(built)).toContain('index.html')
  })
})
