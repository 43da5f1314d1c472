import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { inLongRun } from '../tools/inLongRun.ts'

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

// `npm test` compiles programs under two of them.
inLongRun('types resolve under every module resolution', () => {
  // CommonJS programs that cannot `require` ES modules are not supported.
  const { status, output } = npx('attw', '--profile', 'esm-only', '--format', 'ascii', tarball)
  expect(status, output).toBe(0)
})

it('the changelog begins with unreleased changes, then the published version', () => {
  const [, version] = /^## (?!Unreleased$)(\S+)/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? []
  expect(version).toBe(manifest.version.replace(/-.*/, ''))
})

it('the demos depend on the published version', () => {
  const demos = readdirSync('demo')
    .map(name => `demo/${name}/package.json`)
    .filter(file => existsSync(file))
  expect(demos.length).toBeGreaterThan(3)
  for (const demo of demos) {
    const { dependencies } = JSON.parse(readFileSync(demo, 'utf8'))
    expect([demo, dependencies.tinyhelix]).toEqual([demo, `^${manifest.version}`])
  }
})

it('publishing checks and builds the package first', () => {
  expect(manifest.scripts.prepublishOnly).toBe('node test/tools/checkRelease.js && npm run build')
})

const release = {
  url: 'git+https://github.com/ada/tinyhelix.git',
  changelog: '# Changelog\n\n## 1.2.3\n',
  guide: 'https://cdn.jsdelivr.net/npm/tinyhelix@1.2',
  publish: 'id-token: write\nuses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\nnpm publish --provenance',
}

it.each<[string, Partial<typeof release>, string[]]>([
  ['nothing is missing', {}, []],
  ['the owner is not filled in', { url: manifest.repository.url }, ['put the owner']],
  ['the changelog lacks the version', { changelog: '# Changelog\n\n## Unreleased\n' }, ['"## 1.2.3"']],
  [
    'a guide names another version',
    { guide: 'https://cdn.jsdelivr.net/npm/tinyhelix@1.1' },
    ['src/guide.md: addresses'],
  ],
  ['nothing states where the package was built', { publish: '' }, ['id-token: write', '--provenance']],
  ['an action can change', { publish: release.publish.replace(/@\w{40}/, '@v5') }, ['pin each action']],
])('the check before publishing reports if %s', (_, changes, told) => {
  const { url, changelog, guide, publish } = { ...release, ...changes }
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-release-'))
  const files = {
    'package.json': JSON.stringify({ version: '1.2.3', repository: { type: 'git', url } }),
    'CHANGELOG.md': changelog,
    'README.md': '',
    'src/guide.md': guide,
    '.github/workflows/publish.yml': publish,
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const check = resolve('test/tools/checkRelease.js')
  const { status, stderr } = spawnSync('node', [check], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(stderr.split('\n').filter(Boolean)).toEqual(told.map(words => expect.stringContaining(words)))
  expect(status).toBe(told.length ? 1 : 0)
})
