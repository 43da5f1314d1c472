import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** The compiler's errors in a page. `Register` affects a whole program, so each page is its own program. */
function errorsOf(page: string): string[] {
  const folder = mkdtempSync(join(root, 'node_modules/.register-'))
  try {
    writeFileSync(join(folder, 'page.ts'), page)
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noUnusedLocals: false },
      files: ['page.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, include: [] }))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    return stdout.split(/\n(?=\S)/).filter(Boolean)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a page that registers its kind of token', () => {
  it('the hooks accept only endpoints for that token', () => {
    const [error, ...others] = errorsOf(`
        import { getStreamKey, getStreams } from 'tinyhelix'
        import { useHelixClient, useHelixQuery } from 'tinyhelix/react'
        declare module 'tinyhelix' {
          interface Register { kind: 'extension' }
        }
        export function usePage() {
          useHelixQuery(getStreams)
          useHelixQuery(getStreamKey)
          return useHelixClient().kind satisfies 'extension'
        }
      `)
    // The line of `getStreamKey`.
    expect(error).toContain('page.ts(9,')
    expect(error).toContain('"extension"\' is not assignable to type \'"user"\'')
    expect(others).toEqual([])
  })

  it('the auth hook has the sign-in of the registered auth', () => {
    const [error, ...others] = errorsOf(`
        import { deviceCode, getStreamKey } from 'tinyhelix'
        import { useHelixAuth, useHelixQuery } from 'tinyhelix/vue'
        const auth = deviceCode({ clientId: 'abc' })
        declare module 'tinyhelix' {
          interface Register { auth: typeof auth }
        }
        export function usePage() {
          useHelixQuery(getStreamKey)
          const { signIn } = useHelixAuth()
          return [signIn({ onCode: ({ user_code }) => user_code }), signIn()]
        }
      `)
    expect(error).toContain('TS2554')
    expect(others).toEqual([])
  })
})
