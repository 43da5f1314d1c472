import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, inject, it, vi } from 'vitest'
import { serveBuiltDemo } from '../browser/builtDemo.ts'
import type { RunningDemo } from '../tools/demo.ts'
import type { Driver } from './driver.ts'
import { engineNames, reasonAgainst, startEngine } from './engines.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'

const engines = inject('engines')
const screenshots = resolve(import.meta.dirname, '../screenshots')

let running: Promise<RunningDemo> | undefined
const demo = () => {
  running ??= serveBuiltDemo()
  return running
}
afterAll(async () => (await running)?.close())

/** Builds the single file, as the package has it. */
async function buildSingleFile(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'tinyhelix-single-'))
  vi.stubEnv('NODE_ENV', 'production')
  try {
    await build({ mode: 'single', build: { outDir } })
    return readFileSync(join(outDir, 'tinyhelix.min.js'), 'utf8')
  } finally {
    vi.unstubAllEnvs()
    rmSync(outDir, { recursive: true })
  }
}
let built: Promise<string> | undefined
const singleFile = () => {
  built ??= buildSingleFile()
  return built
}

for (const engine of engineNames) {
  const reason = reasonAgainst(engines, engine)
  describe(`in ${engine}`, () => {
    let driver: Driver

    beforeAll(async () => {
      if (reason === undefined) driver = await startEngine(engines, engine)
    })
    afterAll(() => driver?.quit())
    const picture = async (name: string) => {
      mkdirSync(screenshots, { recursive: true })
      writeFileSync(join(screenshots, `${name}-${engine.replace(' ', '-').toLowerCase()}.png`), await driver.shot())
    }
    /** Plays a scenario in a tab of its own. */
    const playInTab = async (play: Scenario['play']) => {
      const before = await driver.handles()
      const tab = await driver.newTab()
      for (const handle of before) {
        try {
          await driver.use(handle)
          await driver.closeTab()
        } catch (error) {
          // A popup of the test before may close by itself meanwhile.
          if ((await driver.handles()).includes(handle)) throw error
        }
      }
      await driver.use(tab)
      await play({ driver, engine, tab, demo, singleFile, picture })
    }
    for (const { title, skip, play } of scenarios) {
      it(title, async context => {
        const against = reason ?? skip?.[engine]
        if (against !== undefined) context.skip(against)
        context.task.meta.engineVersion = driver.version
        try {
          await playInTab(play)
        } catch (error) {
          await picture('failed').catch(() => {})
          // WebKit's driver may answer no command any more when pages come and go. That says nothing about the scenario.
          if (!driver.isStuck?.()) throw error
          console.warn(`The driver of ${engine} is stuck, so this is played again in a new browser: ${title}`)
          await driver.quit().catch(() => {})
          driver = await startEngine(engines, engine)
          await playInTab(play)
        }
      })
    }
  })
}
