import { execFileSync, execSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import manifest from '../../package.json' with { type: 'json' }

/** The package as npm installs it. */
export interface Packed {
  /** A user's project with the package in its `node_modules`. */
  readonly project: string
  readonly tarball: string
  /** The paths in the tarball. */
  readonly files: readonly string[]
}

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed
  }
}

const { dependencies, peerDependencies = {} }: { dependencies: object; peerDependencies?: object } = manifest

/** The dependencies in the package's manifest. */
export const installedBeside: readonly string[] = Object.keys({ ...dependencies, ...peerDependencies })

/** More packages that users install: types of a framework, and those of the README's code. */
const typesBeside = ['@types/node', '@types/react', '@types/react-dom', 'react-dom', 'react-router', 'zod']

/** Other libraries, which this one is compared with. */
const compared = ['@twurple/api', '@twurple/auth', '@twurple/chat', '@twurple/eventsub-ws', 'tmi.js', 'ts-twitch-api']

const root = resolve(import.meta.dirname, '../..')

const npm = (words: string) => execSync(`npm ${words}`, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] }).toString()

/** Builds and packs the package and unpacks it into a project outside this repository. */
export function packPackage(): Packed {
  execSync('npm run build', { cwd: root, stdio: 'inherit' })
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'tinyhelix-')))
  const [pack] = JSON.parse(npm(`pack --silent --json --pack-destination "${project}"`))
  const installed = join(project, 'node_modules', manifest.name)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', pack.filename, '-C', installed, '--strip-components=1'], { cwd: project })
  for (const dependency of [...installedBeside, ...typesBeside, ...compared]) {
    const link = join(project, 'node_modules', dependency)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'node_modules', dependency), link, 'junction')
  }
  const files = pack.files.map((file: { path: string }) => file.path).sort()
  return { project, tarball: join(project, pack.filename), files }
}

/** For tests of the package, which read `inject('packed')`. */
export default function setup(project: TestProject): () => void {
  const packed = packPackage()
  project.provide('packed', packed)
  return () => rmSync(packed.project, { recursive: true })
}
