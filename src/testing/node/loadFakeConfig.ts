import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { type FakeConfig, readFakeConfig } from '../fakeConfig.ts'
import { UsageError } from './usageError.ts'

/** The content of a configuration file. */
export interface LoadedFakeConfig {
  readonly config: FakeConfig
  /** The file and its imports, as far as they are known. */
  readonly files: readonly string[]
}

interface Loaded {
  readonly exported: unknown
  readonly files: readonly string[]
}

type Load = (path: string) => Promise<Loaded>

/** Vite's loader, if Vite is installed. */
const findVite = async (): Promise<Load | null> => {
  const vite = await import('vite').catch(() => null)
  return vite && (path => loadWithVite(vite, path))
}

/**
 * Loads the default export of a file, as `defineFake` returned it. Vite's loader reads it if Vite is installed, because
 * it reads TypeScript as the page's own code is read; otherwise Node does.
 *
 * @param folder - Where a relative path begins.
 * @throws {UsageError} If there is no such file, it cannot be loaded, or it describes no fake.
 */
export async function loadFakeConfig(file: string, folder: string, findLoader = findVite): Promise<LoadedFakeConfig> {
  const path = resolve(folder, file)
  if (!/\.[cm]?[jt]s$/.test(path)) throw new UsageError(`${file} must be a file of JavaScript or TypeScript.`)
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}.`)
  const load = (await findLoader()) ?? loadWithNode
  const { exported, files } = await load(path).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be loaded: ${reasonOf(error, file)}`, { cause: error })
  })
  try {
    return { config: readFakeConfig(exported, file), files }
  } catch (error) {
    throw new UsageError(Object(error).message)
  }
}

async function loadWithVite({ loadConfigFromFile }: typeof import('vite'), path: string): Promise<Loaded> {
  const env = { command: 'serve', mode: 'development' } as const
  try {
    const loaded = await loadConfigFromFile(env, path, undefined, 'silent', undefined, 'runner')
    // Old versions of Vite return relative paths.
    return { exported: loaded?.config, files: [path, ...(loaded?.dependencies ?? []).map(file => resolve(file))] }
  } catch (error) {
    // Vite's message is about its own file.
    if (`${Object(error).message}`.startsWith('config must export')) return { exported: undefined, files: [path] }
    throw error
  }
}

async function loadWithNode(path: string): Promise<Loaded> {
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href)
  return { exported: Object(module).default, files: [path] }
}

function reasonOf(error: unknown, file: string): string {
  const { code, message, loc } = Object(error)
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    const ways = 'Install Vite (npm install --save-dev vite), use Node 22.18 or later, or write the file in JavaScript.'
    return `Node ${process.versions.node} does not run TypeScript. ${ways}`
  }
  const reason = stripVTControlCharacters(`${message ?? error}`)
  if (loc) return `line ${loc.line}, column ${loc.column}: ${reason}`
  // Node does not tell the position of such an error.
  return error instanceof SyntaxError ? `${reason}. To see where, run: node --check ${file}` : reason
}
