import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as tinyhelix from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { examples, sources } from './examples.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles the examples as a user's program, and returns the compiler's errors. */
function complaints(): string[] {
  // The folder is in the project, so that packages are found from there.
  const folder = mkdtempSync(join(root, 'node_modules/.examples-'))
  try {
    const files = examples.map(({ file, code }, index) => {
      const name = `${index}.${file.replaceAll(/\W/g, '_')}.${/<\/|\/>/.test(code) ? 'tsx' : 'ts'}`
      writeFileSync(join(folder, name), `${code}\nexport {}\n`)
      return name
    })
    const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false }
    const config = { extends: '../../tsconfig.json', compilerOptions, include: [], files }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', cwd: folder })
    return `${stdout}${stderr}`.split('\n').filter(line => /^\d+\.\w+\.tsx?\(|TS[56]\d{3}\b/.test(line))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the examples in comments', () => {
  it('the examples exist and contain code', () => {
    expect(examples.length).toBeGreaterThan(157)
    expect(examples.filter(({ code }) => !code).map(({ file }) => file)).toEqual([])
    const marks = [...sources.values()].join('\n').match(/@example/g) ?? []
    expect(examples).toHaveLength(marks.length)
  })

  it('the examples compile', () => {
    expect(complaints()).toEqual([])
  })

  it('the examples import only packages that users install', () => {
    const entries = Object.keys(manifest.exports).map(entry => entry.replace('.', manifest.name))
    const beside = Object.keys({ ...manifest.dependencies, ...Object(Reflect.get(manifest, 'peerDependencies')) })
    for (const { file, code } of examples) {
      const imported = [...code.matchAll(/\b(?:from|import\(?) *'([^']+)'/g)].map(([, from = '']) => from)
      const others = imported.filter(from => !entries.includes(from) && !beside.includes(from))
      expect(others, file).toEqual([])
      expect(
        imported.filter(from => entries.includes(from)),
        file,
      ).not.toEqual([])
    }
  })

  it('the examples use every function of the library', () => {
    const shown = new Set(
      examples.flatMap(({ code }) =>
        [...code.matchAll(/import \{([^}]*)\} from 'tinyhelix'/g)].flatMap(([, inner = '']) => inner.split(/[\s,]+/)),
      ),
    )
    const functions = Object.keys(tinyhelix).filter(name => /^[a-z]/.test(name))
    expect(functions.filter(name => !shown.has(name))).toEqual([])
  })
})
