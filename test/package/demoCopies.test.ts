import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, inject, it } from 'vitest'

const { project } = inject('packed')

const root = resolve(import.meta.dirname, '../..')

/** Demos with their own package.json. */
const demos = readdirSync(join(root, 'demo')).filter(demo => existsSync(join(root, 'demo', demo, 'package.json')))

/** Copies a demo's folder out of this repository, with only the packages in its `package.json`. */
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

/** The programs of `npm run build`, because node_modules has no `.bin` here. */
const programs: Readonly<Record<string, string>> = {
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
}

// `npm test` builds the demo that no other test compiles.
describe.each(inject('isLongRun') ? demos : ['panel'])('a copy of the demo %s', demo => {
  it('the copy compiles and builds with the published package', () => {
    const folder = copyOut(demo)
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    // A reader runs the demo's own build.
    const commands: string[][] = scripts.build.split(' && ').map((command: string) => command.split(' '))
    for (const [program = '', ...words] of commands) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(folder, programs[program] ?? program), ...words],
        { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
      )
      expect(status, `${program}: ${stdout}${stderr}`).toBe(0)
    }
    expect(readdirSync(join(folder, 'dist')).filter(file => file.endsWith('.html'))).not.toEqual([])
  })
})
