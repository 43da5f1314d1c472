import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServer } from './server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a script that may import 'tinyhelix' in a new Node process. */
async function run(script: string, platform: 'browser' | 'node') {
  const folder = await mkdtemp(join(tmpdir(), 'tinyhelix-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const bundle = await build({
    stdin: { contents: script, resolveDir: root, loader: 'ts' },
    alias: {
      'tinyhelix/eventsub': join(root, 'src/eventsub/index.ts'),
      tinyhelix: join(root, 'src/index.ts'),
    },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform,
    target: 'es2022',
    write: false,
    logLevel: 'error',
    // The code that every import runs, used or not.
    treeShaking: false,
  })
  const file = join(folder, 'script.mjs')
  await writeFile(file, bundle.outputFiles[0]?.text ?? '')
  const node = spawn(process.execPath, [file])
  let [stdout, stderr] = ['', '']
  node.stdout.on('data', data => {
    stdout += data
  })
  node.stderr.on('data', data => {
    stderr += data
  })
  const code = await new Promise(resolve => node.on('close', resolve))
  return { code, stdout, stderr }
}

describe.each(['browser', 'node'] as const)('a process without a page, bundled for a %s', platform => {
  it('importing everything and building clients touches no global of pages and starts nothing', async () => {
    const { code, stdout, stderr } = await run(
      `
      // In Node this reads whether there is a window; that is not what is looked at here.
      await import('ofetch')
      const touched = []
      for (const name of ['window', 'document', 'location', 'history', 'localStorage', 'sessionStorage', 'navigator',
        'indexedDB', 'BroadcastChannel', 'WebSocket', 'opener', 'Twitch', 'addEventListener', 'open']) {
        Object.defineProperty(globalThis, name, { configurable: true, get() { touched.push(name); throw new Error(name) } })
      }
      for (const name of ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
        const original = globalThis[name]
        globalThis[name] = (...args) => { touched.push(name + '()'); return original(...args) }
      }
      const tinyhelix = await import('tinyhelix')
      const eventsub = await import('tinyhelix/eventsub')
      const { appToken, clientCredentials, createClient, deviceCode, getStreams, getUsers, implicitGrant, jwtToken, scopesFor,
        userToken } = tinyhelix
      const auths = [
        implicitGrant({ clientId: 'c', scopes: scopesFor(getUsers) }),
        deviceCode({ clientId: 'c' }),
        userToken('t'),
        userToken(() => 't'),
        appToken('t'),
        jwtToken('t'),
      ]
      const clients = auths.map(auth => createClient({ auth, clientId: 'c' }))
      clients.push(createClient({ kind: 'app', baseURL: '/helix' }))
      for (const client of clients) {
        getStreams(client).pages()
        client.auth?.subscribe(() => {})()
        if (client.auth && client.auth.state.status !== 'pending') touched.push('a state')
      }
      const resources = process.getActiveResourcesInfo().filter(name => !/Pipe|TTY|FSReq|CloseReq/.test(name))
      console.log(JSON.stringify({ touched, resources, exports: Object.keys({ ...tinyhelix, ...eventsub }).length }))
      `,
      platform,
    )
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const { touched, resources, exports } = JSON.parse(stdout)
    expect(touched).toEqual([])
    expect(resources).toEqual([])
    expect(exports).toBeGreaterThan(200)
  })

  it('the process can exit after a call', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [{ id: '1' }] }, headers: { Connection: 'close' } })
    const { code, stdout } = await run(
      `
      import { appToken, createClient, getStreams } from 'tinyhelix'
      const client = createClient({ auth: appToken('t'), clientId: 'c', baseURL: '${server.network.baseURL}', validate: 'off' })
      console.log(JSON.stringify(await getStreams(client)))
      `,
      platform,
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([{ id: '1' }])
  })

  it('an uncaught error of a call ends the process without printing a token', async () => {
    const server = await startServer()
    server.answer('GET /users', { status: 400, json: { message: 'no s3cret here' } })
    const { code, stdout, stderr } = await run(
      `
      import { appToken, createClient, getStreams, getUsers } from 'tinyhelix'
      const auth = appToken('s3cret')
      const client = createClient({ auth, clientId: 'c', baseURL: '${server.network.baseURL}' })
      console.log(client, auth, auth.state, getStreams(client))
      console.dir({ client, auth }, { depth: null, showHidden: true, getters: true })
      getUsers(client, { id: '1' })
      `,
      platform,
    )
    expect(code).toBe(1)
    expect(server.received()[0]?.headers.authorization).toBe('Bearer s3cret')
    expect(stderr).toContain('HelixError')
    expect(stderr + stdout).not.toContain('s3cret')
  })
})
