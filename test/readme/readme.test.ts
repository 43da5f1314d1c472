import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { endpointTable } from './endpointTable.ts'
import { replaceMarked } from './marked.ts'
import { snippetsOf } from './snippets.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The README, and the guides beside the code. */
const documents = [
  'README.md',
  '.github/CONTRIBUTING.md',
  ...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('README.md'))
    .map(file => `src/${file.replaceAll('\\', '/')}`),
]

describe('the README', () => {
  // Inside the project, so that packages are found from there.
  const folder = mkdtempSync(join(root, 'node_modules/.readme-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('lists every endpoint as it describes itself (npm run readme)', () => {
    const table = endpointTable()
    // One sentence each, of the function and not of something else in its file.
    expect(table).not.toMatch(/@\w|\*\/|\|\s*\|\s*(user|app|jwt|none)\b/)
    const list = readFileSync(join(root, 'src/endpoints/README.md'), 'utf8')
    expect(list).toBe(replaceMarked(list, 'endpoints', table))
    expect(readme).toContain('(src/endpoints/README.md)')
  })

  it('leads to what it has, where it links to a part of itself', () => {
    const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    )
    const links = [...readme.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link)
    expect(links.length).toBeGreaterThan(10)
    expect(headings).toEqual(expect.arrayContaining(links))
  })

  it.each(documents)('and the guides lead to files that there are: %s', document => {
    const text = readFileSync(join(root, document), 'utf8')
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, file = '']) =>
      join(dirname(document), file),
    )
    // Paths in code, save those with a part to be filled in.
    const named = [...text.matchAll(/`((?:src|test|demo|adapters)\/[\w./-]+)`/g)].map(([, file = '']) => file)
    const mentioned = document.startsWith('.github') ? named : []
    expect([...linked, ...mentioned].filter(file => !existsSync(join(root, file)))).toEqual([])
  })

  it('and the guides have only code that compiles', () => {
    const snippets = documents.flatMap(document =>
      snippetsOf(readFileSync(join(root, document), 'utf8')).map(snippet => ({ ...snippet, document })),
    )
    expect(snippets.length).toBeGreaterThan(16)
    const files: string[] = []
    for (const { document, line, language, code } of snippets) {
      // A snippet may say which file it is: it is then compiled as if it stood there.
      const place = /^\/\/ (src\/\S+)\n/.exec(code)?.[1] ?? `${dirname(document)}/line-${line}.${language}`
      files.push(place)
      mkdirSync(dirname(join(folder, place)), { recursive: true })
      writeFileSync(join(folder, place), `${code}\nexport {}\n`)
    }
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, rootDirs: [folder, root] },
      // Paths below node_modules are found by name only.
      include: [],
      files,
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
