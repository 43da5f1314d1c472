import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

/** The compilers that users have, by the names under which they are installed here. */
export const compilers = ['typescript', 'typescript-5.9'] as const

/** The oldest compiler with `NoInfer`, which the declarations use. */
export const oldestCompiler = 'typescript-5.4'

export type Compiler = (typeof compilers)[number] | typeof oldestCompiler

/** The TypeScript version of a compiler. */
export const versionOf = (compiler: Compiler): string => manifest.devDependencies[compiler].replace(/^.*@/, '')

/** Options of a compilation. */
export interface Compilation {
  /** @defaultValue the newest */
  readonly compiler?: Compiler
  /** Options besides those of a strict program that also checks libraries. */
  readonly options?: Readonly<Record<string, unknown>>
  /** For the command line. */
  readonly words?: readonly string[]
}

/** Compiles files as a user's program, and returns the compiler's output. */
export function compile(
  project: string,
  sources: Readonly<Record<string, string>>,
  { compiler = 'typescript', options, words = [] }: Compilation = {},
): string {
  const folder = mkdtempSync(join(project, 'program-'))
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    ...options,
  }
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions }),
    ...sources,
  }
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const tsc = join(import.meta.dirname, '../../node_modules', compiler, 'bin/tsc')
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder, ...words], {
      encoding: 'utf8',
      cwd: folder,
      maxBuffer: 1e8,
    })
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}
