import { chromium, firefox } from 'playwright-1.63'
import type { Driver } from './driver.ts'
import { drivePlaywright } from './playwrightDriver.ts'
import { driveWebKit, type WebKitPrograms } from './webDriver.ts'

/** The engines of the tests. Current Chromium runs as people have it, without the switches that Playwright adds. */
export const engineNames = ['Chromium', 'Chromium 103', 'Firefox', 'WebKit'] as const

export type EngineName = (typeof engineNames)[number]

/** The programs of each engine, or the reason why this computer has none. */
export interface FoundEngines {
  readonly Chromium: string
  readonly 'Chromium 103': string | Missing
  readonly Firefox: string | Missing
  readonly WebKit: WebKitPrograms | Missing
}

interface Missing {
  readonly missing: string
}

/** Returns why an engine is missing here, or `undefined`. */
export const reasonAgainst = (found: FoundEngines, name: EngineName): string | undefined => {
  const programs = found[name]
  return typeof programs === 'object' && 'missing' in programs ? programs.missing : undefined
}

const sandboxless = ['--no-sandbox', '--disable-gpu']

const start: { readonly [Name in EngineName]: (programs: Exclude<FoundEngines[Name], Missing>) => Promise<Driver> } = {
  Chromium: async executablePath =>
    drivePlaywright(
      await chromium.launch({
        executablePath,
        // The last list of features counts: Playwright's own list turns off partitioned storage.
        args: [...sandboxless, '--disable-features=MediaRouter'],
        ignoreDefaultArgs: ['--disable-back-forward-cache', '--disable-popup-blocking'],
      }),
    ),
  'Chromium 103': async executablePath => drivePlaywright(await chromium.launch({ executablePath, args: sandboxless })),
  Firefox: async executablePath =>
    // The distribution's own build, over WebDriver BiDi.
    drivePlaywright(
      await firefox.launch({
        channel: 'moz-firefox',
        executablePath,
        // Playwright allows every popup, and people's browsers do not.
        firefoxUserPrefs: { 'dom.disable_open_during_load': true },
      }),
    ),
  WebKit: driveWebKit,
}

/** Starts an engine. */
export function startEngine<Name extends EngineName>(found: FoundEngines, name: Name): Promise<Driver> {
  const reason = reasonAgainst(found, name)
  if (reason) throw new Error(reason)
  return start[name](found[name] as Exclude<FoundEngines[Name], Missing>)
}
