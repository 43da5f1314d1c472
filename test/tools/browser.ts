import { execFileSync, execSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: string
  }
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'chrome.exe']

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(variable => {
    const folder = process.env[variable]
    return folder ? join(folder, 'Google/Chrome/Application/chrome.exe') : []
  }),
]

/** Whether a program exists; on Linux also whether it starts, because its libraries may be missing. */
const isUsable = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    if (process.platform === 'linux') execFileSync(file, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Chromium or Chrome, where one is installed already. */
const installed = () => {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = folders.flatMap(folder => names.map(name => join(folder, name)))
  return [...candidates, ...places, chromium.executablePath()].find(isUsable)
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))

function install(command: string): void {
  console.log(`Installing: ${command}`)
  try {
    execSync(command, { stdio: 'inherit', timeout: 600_000 })
  } catch {
    console.log('That did not work.')
  }
}

/** Installs Debian packages, if that is possible without a question. */
export function installDebianPackages(names: readonly string[]): void {
  if (!isDebian() || process.getuid?.() !== 0) return
  // Another run may be installing the same at this moment.
  const apt = 'apt-get -o DPkg::Lock::Timeout=300'
  install(
    `${apt} update && DEBIAN_FRONTEND=noninteractive ${apt} install -y --no-install-recommends ${names.join(' ')}`,
  )
}

/** Ways to install a browser, in order. */
const installers = [
  // The version is that of `playwright`, which depends on it.
  () => install('npx playwright-core install chromium'),
  () => installDebianPackages(['chromium']),
]

/** The path of a Chromium or Chrome, which is installed if there is none. */
export function findBrowser(): string {
  const given = process.env['CHROME_PATH']
  if (given) {
    if (isUsable(given)) return given
    throw new Error(`CHROME_PATH is ${given}, which does not start.`)
  }
  let found = installed()
  if (!found) console.log('No Chromium found.')
  for (const tryToInstall of installers) {
    if (found) break
    tryToInstall()
    found = installed()
  }
  if (found) return found
  throw new Error('No Chromium could be found or installed: install Chromium or Chrome, or set CHROME_PATH.')
}

/** Starts the browser found for this run, or finds one. */
export const launchBrowser = (executablePath: string = findBrowser()): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // A busy machine needs longer.
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

/** For tests in a browser: `launchBrowser(inject('chromium'))`. */
export default function setup(project: TestProject): void {
  project.provide('chromium', findBrowser())
}
