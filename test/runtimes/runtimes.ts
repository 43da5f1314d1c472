import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Driver } from '../engines/driver.ts'
import { freePort } from '../engines/webDriver.ts'
import type { Surroundings, Verdict } from './cases.ts'

/** Runs the cases in a runtime. */
export type Runtime = (surroundings: Surroundings) => Promise<Verdict[]>

/** Bundles the cases into one module, with the code that its runtime needs at the end. */
async function moduleWith(end: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import { runCases } from './cases.ts'\n${end}`, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** Runs a function in a folder, and removes the folder. */
async function inFolder<T>(files: Readonly<Record<string, string>>, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-runtime-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Only programs that hang reach it, also on a busy machine. */
const limit = 200_000

/** A runtime whose program takes a module's file and prints its output: Node, Bun, Deno. */
export const program =
  (file: string, ...words: string[]): Runtime =>
  async surroundings => {
    const end = `console.log(JSON.stringify(await runCases(${JSON.stringify(surroundings)})))`
    return inFolder({ 'cases.mjs': await moduleWith(end) }, async folder => {
      const { stdout } = await promisify(execFile)(file, [...words, join(folder, 'cases.mjs')], { timeout: limit })
      return JSON.parse(stdout)
    })
  }

/** A page on an origin other than Twitch's. */
export const page =
  (start: () => Promise<Driver>): Runtime =>
  async surroundings => {
    const code = await moduleWith('Object.assign(globalThis, { runCases })')
    const site = createServer((request, response) => {
      const isScript = request.url === '/cases.js'
      response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`)
      response.end(isScript ? code : '<!doctype html><link rel="icon" href="data:,">')
    })
    await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
    const driver = await start()
    try {
      await driver.go(`http://127.0.0.1:${(site.address() as AddressInfo).port}`)
      return await driver.run('async at => (await import("/cases.js"), runCases(at))', surroundings)
    } finally {
      await driver.quit()
      site.closeAllConnections()
      site.close()
    }
  }

const workerdConfig = (port: number) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (
      name = "cases",
      worker = (
        modules = [(name = "cases.mjs", esModule = embed "cases.mjs")],
        compatibilityDate = "2026-01-01",
        globalOutbound = "network",
      ),
    ),
    (name = "network", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "cases")],
);
`

/** Cloudflare's runtime, which runs a program while it answers a request. */
export const worker =
  (workerd: string): Runtime =>
  async surroundings => {
    const end = 'export default { fetch: async request => Response.json(await runCases(await request.json())) }'
    const port = await freePort()
    const files = { 'cases.mjs': await moduleWith(end), 'config.capnp': workerdConfig(port) }
    return inFolder(files, async folder => {
      const server = spawn(workerd, ['serve', join(folder, 'config.capnp')], { stdio: 'inherit' })
      const ended = new Promise<never>((_, reject) => {
        server.on('exit', code => reject(new Error(`workerd has ended with code ${code}.`)))
      })
      try {
        return await Promise.race([ended, ask(`http://127.0.0.1:${port}`, surroundings)])
      } finally {
        server.kill()
      }
    })
  }

/** Calls a server that may not listen yet. */
async function ask(url: string, surroundings: Surroundings): Promise<Verdict[]> {
  const asked = { method: 'POST', body: JSON.stringify(surroundings) }
  for (const started = Date.now(); ; ) {
    try {
      const answer = await fetch(url, asked)
      return await answer.json()
    } catch (error) {
      if (Date.now() > started + limit) throw error
    }
  }
}
