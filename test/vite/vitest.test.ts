import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

it('Vitest gets an empty module and starts no fake: tests create their own', () => {
  // The folder is in the project, so that packages are found from there.
  const folder = mkdtempSync(resolve('node_modules/.vitest-plugin-'))
  try {
    const plugin = resolve('src/vite/index.ts')
    writeFileSync(
      join(folder, 'vite.config.ts'),
      `import { fakeTwitch } from ${JSON.stringify(plugin)}\nexport default { plugins: [fakeTwitch()] }`,
    )
    writeFileSync(
      join(folder, 'page.test.ts'),
      `import { expect, it } from 'vitest'
import { fake } from 'virtual:tinyhelix'
it('is empty', () => expect(fake).toEqual({ auth: {}, network: {} }))`,
    )
    const printed = execFileSync(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), 'run'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    })
    expect(printed).toMatch(/Tests +1 passed/)
    expect(printed).not.toContain('Fake Twitch')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
