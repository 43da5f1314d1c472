import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Installed and generated files, which are not copied. */
const left = ['node_modules', 'dist', '.git']

/** The exit status and output of a command. */
export interface Ended {
  readonly status: number | null
  readonly output: string
}

/** A copy of the project in a folder of its own, until the test is over. */
export interface ProjectCopy {
  readonly folder: string
  /** Runs a script there: one of the project's, or of a package in `node_modules`. */
  readonly run: (script: string, ...words: string[]) => Promise<Ended>
}

/** Copies the project, so that a test can change it. Packages are those of the project itself. */
export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-copy-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of readdirSync(root).filter(name => !left.includes(name))) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  // A nested run of Vitest must not count itself as part of the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const run: ProjectCopy['run'] = (script, ...words) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, ...words], { cwd: folder, env })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', text => {
          output += text
        })
      }
      child.on('error', reject).on('close', status => resolve({ status, output }))
    })
  return { folder, run }
}
