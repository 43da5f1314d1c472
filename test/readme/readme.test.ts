import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { contentsOf, hasContents } from './contents.ts'
import { anchorsOf, documents } from './documents.ts'
import { endpointTable } from './endpointTable.ts'
import { replaceMarked } from './marked.ts'
import { snippetsOf } from './snippets.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', () => {
  // The folder is in the project, so that packages are found from there.
  const folder = mkdtempSync(join(root, 'node_modules/.readme-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('the list of functions has every endpoint with its description (npm run readme)', () => {
    const table = endpointTable()
    // One sentence each, of the function and of nothing else in its file.
    expect(table).not.toMatch(/@\w|\*\/|\|\s*\|\s*(user|app|jwt|none)\b/)
    const list = readFileSync(join(root, 'src/endpoints/functions.md'), 'utf8')
    expect(list).toBe(replaceMarked(list, 'endpoints', table))
    expect(readme).toContain('(src/endpoints/functions.md)')
  })

  it.each(documents)('%s links only to existing files and headings', document => {
    const text = readFileSync(join(root, document), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)]
    const broken = links.filter(([, file, anchor]) => {
      const target = file ? join(root, dirname(document), file) : join(root, document)
      if (!existsSync(target)) return true
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
    })
    // Paths in code, except those with a placeholder.
    const named = [...text.matchAll(/`((?:src|test|demo|adapters)\/[\w./-]+)`/g)].map(([, file = '']) => file)
    const mentioned = document.startsWith('.github') ? named : []
    expect(broken.map(([link]) => link)).toEqual([])
    expect(mentioned.filter(file => !existsSync(join(root, file)))).toEqual([])
  })

  it.each(documents)('%s begins with a list of its sections if it has several (npm run readme)', document => {
    const text = readFileSync(join(root, document), 'utf8')
    expect(text).toBe(hasContents(document, text) ? replaceMarked(text, 'contents', contentsOf(text)) : text)
  })

  it.each(['day', 'night'])('shows a stream that moves, in at most 1.5 MB: %s (npm run pictures)', name => {
    const picture = `.github/overlay-${name}.webp`
    expect(readme).toContain(picture)
    expect(statSync(join(root, picture)).size).toBeLessThanOrEqual(1_500_000)
  })

  it('the README has at most 18,000 bytes, and each guide 14,000', () => {
    const guides = documents.filter(document => document !== 'src/endpoints/functions.md')
    for (const document of guides) {
      const { size } = statSync(join(root, document))
      expect(size, document).toBeLessThanOrEqual(document === 'README.md' ? 18_000 : 14_000)
    }
  })

  it('the code of the README and the guides compiles', () => {
    const snippets = documents.flatMap(document =>
      snippetsOf(readFileSync(join(root, document), 'utf8')).map(snippet => ({ ...snippet, document })),
    )
    expect(snippets.length).toBeGreaterThan(16)
    const files: string[] = []
    for (const { document, line, language, code } of snippets) {
      const place = `${dirname(document)}/line-${line}.${language}`
      files.push(place)
      mkdirSync(dirname(join(folder, place)), { recursive: true })
      writeFileSync(join(folder, place), `${code}\nexport {}\n`)
    }
    // The declaration that tools for Vue have for its files.
    writeFileSync(
      join(folder, 'vue.d.ts'),
      `declare module '*.vue' { const component: import('vue').Component; export default component }`,
    )
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, rootDirs: [folder, root] },
      // Paths below node_modules are found by name only.
      include: [],
      files: ['vue.d.ts', join(root, 'src/vite/client.d.ts'), ...files],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    let problems = ''
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      })
    } catch (error) {
      problems = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    }
    expect(problems).toBe('')
  })
})
