import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const { tarball } = inject('packed')

const npx = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync('npx', words, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return { status, output: stdout + stderr }
}

it('publint has nothing to say', () => {
  const { status, output } = npx('publint', '--strict', tarball)
  expect(status, output).toBe(0)
  expect(output).toContain('All good!')
})

it('types resolve however a program resolves modules', () => {
  // Those of CommonJS that cannot `require` ES modules are no users of this package.
  const { status, output } = npx('attw', '--profile', 'esm-only', '--format', 'ascii', tarball)
  expect(status, output).toBe(0)
})

it('the changelog begins with the version that is published, after what is not released yet', () => {
  const [, version] = /^## (?!Unreleased$)(\S+)/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? []
  expect(version).toBe(manifest.version)
})

it('what is published has been built just before', () => {
  expect(manifest.scripts.prepublishOnly).toContain('npm run build')
})
