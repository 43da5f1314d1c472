import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

/** The compilers that users of the package have, by the name under which each is installed here. */
export const compilers = ['typescript', 'typescript-5.9'] as const

/** The oldest that knows all that declarations here say: `NoInfer` came with it. */
export const oldestCompiler = 'typescript-5.4'

export type Compiler = (typeof compilers)[number] | typeof oldestCompiler

/** Which version of TypeScript a compiler is. */
export const versionOf = (compiler: Compiler): string => manifest.devDependencies[compiler].replace(/^.*@/, '')

/** How to compile. */
export interface Compilation {
  /** @defaultValue the newest */
  readonly compiler?: Compiler
  /** In addition to the options of a strict program that checks libraries too. */
  readonly options?: Readonly<Record<string, unknown>>
  /** For the command line. */
  readonly words?: readonly string[]
}

/** Compiles files as a program of somebody who has the package, and gives what the compiler says. */
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
