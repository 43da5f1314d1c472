import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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

it('publint reports nothing', () => {
  const { status, output } = npx('publint', '--strict', tarball)
  expect(status, output).toBe(0)
  expect(output).toContain('All good!')
})

it('types resolve under every module resolution', () => {
  // Those of CommonJS that cannot `require` ES modules are no users of this package.
  const { status, output } = npx('attw', '--profile', 'esm-only', '--format', 'ascii', tarball)
  expect(status, output).toBe(0)
})

it('the changelog begins with unreleased changes, then the published version', () => {
  const [, version] = /^## (?!Unreleased$)(\S+)/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? []
  expect(version).toBe(manifest.version)
})

it('publishing checks and builds the package first', () => {
  expect(manifest.scripts.prepublishOnly).toBe('node test/tools/checkRelease.js && npm run build')
})

it.each([
  ['nothing is missing', 'git+https://github.com/ada/tinyhelix.git', '# Changelog\n\n## 1.2.3\n', []],
  ['the owner is not filled in', manifest.repository.url, '# Changelog\n\n## 1.2.3\n', ['put the owner']],
  [
    'the changelog lacks the version',
    'git+https://github.com/ada/x.git',
    '# Changelog\n\n## Unreleased\n',
    ['"## 1.2.3"'],
  ],
])('the check before publishing reports if %s', (_, url, changelog, told) => {
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-release-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3', repository: { type: 'git', url } }))
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog)
  const check = resolve('test/tools/checkRelease.js')
  const { status, stderr } = spawnSync('node', [check], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(stderr.split('\n').filter(Boolean)).toEqual(told.map(words => expect.stringContaining(words)))
  expect(status).toBe(told.length ? 1 : 0)
})
