import { execFileSync, execSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import type { FoundEngines } from '../engines/engines.ts'
import { findBrowser, installDebianPackages } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    engines: FoundEngines
  }
}

/** The first of these programs on the path. */
const onPath = (...names: readonly string[]) =>
  names
    .flatMap(name => (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, name)))
    .find(file => existsSync(file))

const firefox = () =>
  onPath('firefox-esr', 'firefox') ??
  ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(file => existsSync(file))

/** WebKitGTK has its browser in its library folder. */
const miniBrowser = () =>
  ['/usr/lib', '/usr/libexec']
    .filter(folder => existsSync(folder))
    .flatMap(folder => [folder, ...readdirSync(folder).map(name => join(folder, name))])
    .flatMap(folder => ['4.1', '4.0', '6.0'].map(version => `${folder}/webkit2gtk-${version}/MiniBrowser`))
    .find(file => existsSync(file))

const webKit = () => {
  const [driver, browser, xvfb] = [onPath('WebKitWebDriver'), miniBrowser(), onPath('Xvfb')]
  return driver && browser && xvfb ? { driver, browser, xvfb } : undefined
}

const oldest = { package: '@sparticuz/chromium', version: '103.0.0' }

/** Finds or installs Chromium 103, which npm has for Linux. */
export function chromium103(): FoundEngines['Chromium 103'] {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: 'It is built for Linux on x64 only.' }
  // npm ignores names that begin with a dot.
  const folder = resolve('node_modules/.runtimes', `chromium@${oldest.version}`)
  const file = join(folder, 'chromium')
  const name = `${oldest.package}@${oldest.version}`
  try {
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true })
      const command = 'npm install --no-package-lock --ignore-scripts --no-fund --no-audit'
      console.log(`No Chromium 103 found. Installing ${name} in ${folder}: 55 MB`)
      const manifest = { private: true, dependencies: { [oldest.package]: oldest.version } }
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
      execSync(command, { cwd: folder, stdio: 'inherit', timeout: 600_000 })
      const packed = readFileSync(join(folder, 'node_modules', oldest.package, 'bin/chromium.br'))
      // The folder is moved as a whole, so that it is never half installed.
      writeFileSync(`${file}.part`, brotliDecompressSync(packed), { mode: 0o755 })
      renameSync(`${file}.part`, file)
    }
    execFileSync(file, ['--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank'], {
      stdio: 'ignore',
      timeout: 60_000,
    })
    return file
  } catch {
    return { missing: `${name} could not be installed, or does not start.` }
  }
}

/** Finds the engines of the tests, and installs missing ones if possible. */
export function findEngines(): FoundEngines {
  const chromium = findBrowser()
  const missing = [...(firefox() ? [] : ['firefox-esr']), ...(webKit() ? [] : ['webkit2gtk-driver', 'xvfb'])]
  if (missing.length) installDebianPackages(missing)
  return {
    Chromium: chromium,
    'Chromium 103': chromium103(),
    Firefox: firefox() ?? { missing: 'Firefox is not installed.' },
    WebKit: webKit() ?? { missing: 'WebKitWebDriver, its MiniBrowser or Xvfb is not installed.' },
  }
}

/** For tests in all engines: `startEngine(inject('engines'), name)`. */
export default function setup(project: TestProject): void {
  project.provide('engines', findEngines())
}
