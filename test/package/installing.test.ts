import { execSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const { tarball } = inject('packed')
const { devDependencies } = manifest

/** What somebody has who works without a framework, or with one. */
const beside: Readonly<Record<string, readonly (keyof typeof devDependencies)[]>> = {
  'nothing else': [],
  React: ['react', 'react-dom', '@tanstack/react-query'],
  Vue: ['vue', '@tanstack/vue-query'],
  Svelte: ['svelte', '@tanstack/svelte-query'],
}

// npm also weighs the optional peers that a project does not have: they must not contradict each other.
test.each(Object.entries(beside))('npm installs it beside %s', (_, names) => {
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-install-'))
  const run = (command: string) => execSync(command, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const wanted = names.map(name => `${name}@${devDependencies[name]}`).join(' ')
    run(`npm install --prefer-offline --no-audit --no-fund --ignore-scripts "${tarball}" ${wanted}`)
    if (!names.length) {
      expect(readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
        'ofetch',
        'tinyhelix',
        'valibot',
      ])
    }
    run(`node -e "import('tinyhelix').then(({ getStreams }) => process.exit(getStreams ? 0 : 1))"`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
