import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countSetUp } from './countSetUp.ts'

const entry = fileURLToPath(new URL('../../src/index.ts', import.meta.url))
let folder: string
let library: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tinyhelix-'))
  const bundle = join(folder, 'tinyhelix.mjs')
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, format: 'esm', logLevel: 'error' })
  library = pathToFileURL(bundle).href
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a script in a new Node process, which must end by itself. Returns the JSON that it prints. */
async function run(script: string): Promise<unknown> {
  const file = join(folder, `${Math.random()}.mjs`)
  writeFileSync(file, script)
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { timeout: 200_000 })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** Records accesses to globals of pages, and what is started. */
const watched = `
  const touched = []
  const pageGlobals = [
    'window', 'self', 'document', 'location', 'history', 'navigator', 'localStorage', 'sessionStorage', 'indexedDB',
    'BroadcastChannel', 'crypto', 'addEventListener', 'open', 'close', 'Twitch', 'WebSocket',
  ]
  for (const name of pageGlobals) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) })
  }
  for (const name of ['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
    const real = globalThis[name]
    globalThis[name] = (...given) => (touched.push(name), real(...given))
  }
`

const buildAll = `
  const ext = { onAuthorized: () => touched.push('onAuthorized') }
  const auths = [
    implicitGrant({ clientId: 'client' }),
    implicitGrant({ clientId: 'client', storage: 'sessionStorage', name: 'bot', scopes: ['bits:read'] }),
    deviceCode({ clientId: 'client' }),
    userToken('token'),
    userToken(() => 'token'),
    appToken('token'),
    jwtToken('token'),
    clientCredentials({ clientId: 'client', clientSecret: 'secret' }),
    extensionHelper(),
    extensionHelper(ext),
  ]
  for (const auth of auths) {
    createClient({ auth, clientId: 'client' })
    auth.subscribe(() => {})
    auth.state
  }
`

describe('auths without a page', () => {
  it('importing the library and building any auth touches no global and starts no timer', async () => {
    const result = await run(`
      ${watched}
      const { createClient, implicitGrant, deviceCode, userToken, appToken, jwtToken, clientCredentials,
        extensionHelper, tokenFromURL } = await import(${JSON.stringify(library)})
      ${buildAll}
      await new Promise(resolve => process.nextTick(resolve))
      const states = auths.map(auth => auth.state.status)
      console.log(JSON.stringify({ touched: touched.filter(name => name !== 'document'), states: [...new Set(states)] }))
    `)
    // Only clientCredentials checks for a document, because it refuses to work in a page.
    expect(result).toEqual({ touched: [], states: ['pending'] })
  })

  it('a page that React renders on a server shows every auth as pending and starts nothing', async () => {
    const { resolve } = createRequire(import.meta.url)
    const [react, server] = [resolve('react'), resolve('react-dom/server')].map(file => pathToFileURL(file).href)
    const result = await run(`
      import { createElement, useSyncExternalStore } from ${JSON.stringify(react)}
      import { renderToString } from ${JSON.stringify(server)}
      ${watched}
      const { createClient, implicitGrant, deviceCode, userToken, appToken, jwtToken, clientCredentials,
        extensionHelper } = await import(${JSON.stringify(library)})
      const Status = ({ auth }) => {
        const { status } = useSyncExternalStore(auth.subscribe, () => auth.state, () => auth.state)
        return createElement('b', null, status)
      }
      const Page = () => {
        ${buildAll}
        return auths.map((auth, key) => createElement(Status, { auth, key }))
      }
      const html = renderToString(createElement(Page))
      console.log(JSON.stringify({ html, touched: touched.filter(name => name !== 'document') }))
    `)
    expect(result).toEqual({ html: '<b>pending</b>'.repeat(10), touched: [] })
  })

  it('only clientCredentials checks for a page, and only when it is built', async () => {
    const result = await run(`
      ${watched}
      const { implicitGrant, deviceCode, clientCredentials } = await import(${JSON.stringify(library)})
      implicitGrant({ clientId: 'client' })
      deviceCode({ clientId: 'client' })
      const before = [...touched]
      clientCredentials({ clientId: 'client', clientSecret: 'secret' })
      console.log(JSON.stringify([before, touched]))
    `)
    expect(result).toEqual([[], ['document']])
  })

  it('restore() resolves to null, and Node can exit', async () => {
    const result = await run(`
      const { implicitGrant, deviceCode, tokenFromURL } = await import(${JSON.stringify(library)})
      const auths = ['localStorage', 'sessionStorage', 'memory'].flatMap(storage => [
        implicitGrant({ clientId: 'client', storage }), deviceCode({ clientId: 'client', storage }),
      ])
      const sessions = await Promise.all(auths.map(auth => auth.restore()))
      console.log(JSON.stringify([sessions, auths.map(auth => auth.state.error), tokenFromURL()]))
    `)
    const nulls = Array.from({ length: 6 }, () => null)
    expect(result).toEqual([nulls, nulls, null])
  })

  it('a supplied session does not keep Node running', async () => {
    const result = await run(`
      const { deviceCode } = await import(${JSON.stringify(library)})
      const answers = {
        '/oauth2/device': { device_code: 'd', user_code: 'u', verification_uri: 'v', expires_in: 60, interval: 0 },
        '/oauth2/token': { access_token: 'a', refresh_token: 'r', expires_in: 14400, scope: [] },
        '/oauth2/validate': { client_id: 'client', user_id: '1', login: 'ada', scopes: [], expires_in: 14400 },
      }
      const fetch = async url => Response.json(answers[new URL(url).pathname])
      const auth = deviceCode({ clientId: 'client', fetch })
      const session = await auth.signIn({ onCode: () => {} })
      console.log(JSON.stringify(session.login))
    `)
    expect(result).toBe('ada')
  })
})

it('a closed auth leaves no timer or channel in Node', async () => {
  const counts = await run(`
    import * as tinyhelix from '${library}'
    ${countSetUp}
    const setUp = countSetUp()
    const { implicitGrant, deviceCode, userToken, appToken, jwtToken, clientCredentials, extensionHelper } = tinyhelix
    const whose = { client_id: 'client', login: 'ada', user_id: '1', scopes: [], expires_in: 5000 }
    const code = { device_code: 'a', user_code: 'b', verification_uri: 'https://t.example/', expires_in: 1800 }
    const answers = { '/validate': whose, '/device': code }
    const fetch = async input => {
      const answer = answers[new URL(input.url ?? input).pathname.replace('/oauth2', '')]
      return answer ? Response.json(answer) : new Promise(() => {})
    }
    const items = new Map()
    const storage = {
      getItem: key => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: key => void items.delete(key),
    }
    const session = { userId: '1', login: 'ada', clientId: 'client', scopes: [], expiresAt: Date.now() + 4e6 }
    items.set('tinyhelix:client:default', JSON.stringify({ version: 1, token: 'a', id: '1.2', checkAt: 0, session }))
    const options = { clientId: 'client', storage, fetch }
    const auths = {
      implicitGrant: implicitGrant(options),
      deviceCode: deviceCode(options),
      'deviceCode that signs in': deviceCode({ ...options, name: 'other' }),
      'userToken(text)': userToken('token', { fetch }),
      'userToken(function)': userToken(() => new Promise(() => {}), { fetch }),
      appToken: appToken('token'),
      jwtToken: jwtToken('token'),
      clientCredentials: clientCredentials({ clientId: 'client', clientSecret: 'secret', fetch }),
      extensionHelper: extensionHelper({ onAuthorized: () => {} }),
    }
    const nextTurn = () => new Promise(resolve => setImmediate(resolve))
    const counts = { before: setUp(), after: {} }
    for (const [name, auth] of Object.entries(auths)) {
      auth.getToken().catch(() => {})
      await nextTurn()
      if (name.includes('signs in')) auth.signIn({ onCode: () => {} }).catch(() => {})
      await nextTurn()
      counts.before = setUp()
    }
    for (const [name, auth] of Object.entries(auths)) auth.close()
    await nextTurn()
    counts.after = setUp()
    console.log(JSON.stringify(counts))
  `)
  expect(counts).toEqual({
    before: { listeners: [], timers: expect.any(Number), channels: 3 },
    after: { listeners: [], timers: 0, channels: 0 },
  })
  expect(Object(counts).before.timers).toBeGreaterThan(4)
})
