import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Driver, evaluation, patience } from './driver.ts'

/** The programs that drive WebKit. */
export interface WebKitPrograms {
  readonly driver: string
  readonly browser: string
  /** Starts a virtual screen for the browser. */
  readonly xvfb: string
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Starts a screen, and returns its process and its name. */
async function startScreen(xvfb: string): Promise<readonly [ChildProcess, string]> {
  const words = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const screen = spawn(xvfb, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await new Promise<string[]>((resolve, reject) => {
    screen.once('exit', code => reject(new Error(`Xvfb has ended with code ${code}.`)))
    const output = screen.stdio[3] as Readable
    output.once('data', (data: Buffer) => resolve([String(data).trim()]))
  })
  return [screen, `:${number}`]
}

/** The longest wait for the answer to a command. The driver itself gives up earlier, unless it is stuck. */
const answerLimit = patience + 10_000

/** The key of an element's id in WebDriver's JSON. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

/** Starts WebKit's MiniBrowser and drives it by the WebDriver protocol. */
export async function driveWebKit({ driver, browser, xvfb }: WebKitPrograms): Promise<Driver> {
  const [screen, display] = await startScreen(xvfb)
  const port = await freePort()
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11' }
  const server = spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' })
  const stop = () => {
    server.kill('SIGKILL')
    screen.kill()
  }

  let isStuck = false
  const send = async (method: string, path: string, body?: object): Promise<never> => {
    const signal = AbortSignal.timeout(answerLimit)
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        signal,
        ...(method === 'POST' && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body ?? {}),
        }),
      })
      const { value } = await response.json()
      if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
      return value as never
    } catch (error) {
      if (signal.aborted) {
        isStuck = true
        stop()
      }
      throw error
    }
  }
  /** The server may not listen yet at the first command. */
  const start = async (body: object): Promise<{ sessionId: string; capabilities: { browserVersion: string } }> => {
    for (const begun = Date.now(); ; ) {
      try {
        return await send('POST', '/session', body)
      } catch (error) {
        const isListening = !(error instanceof TypeError)
        if (isListening || server.exitCode !== null || Date.now() > begun + patience) throw error
      }
    }
  }

  try {
    const { sessionId, capabilities } = await start({
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          // By default, each command first waits until the page has loaded. In a popup, WebKit may wait in vain.
          pageLoadStrategy: 'none',
          'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
        },
      },
    })
    const post = (path: string, body?: object) => send('POST', `/session/${sessionId}${path}`, body)
    const get = <T>(path: string): Promise<T> => send('GET', `/session/${sessionId}${path}`)
    await post('/timeouts', { implicit: patience, script: patience })

    const run = async <T>(expression: string, ...args: readonly unknown[]): Promise<T> => {
      const { value, error }: { value: T; error?: string } = await post('/execute/async', {
        script: `${evaluation(expression, args)}.then(
          value => arguments[0]({ value }),
          error => arguments[0]({ error: String(error) }),
        )`,
        args: [],
      })
      if (error !== undefined) throw new Error(error)
      return value
    }
    /** Runs an action that replaces the page, and waits until the next one has loaded. */
    const load = async (act: () => Promise<void>) => {
      await run('void (window.isReplaced = true)')
      await act()
      const isLoaded = () => run<boolean>('!window.isReplaced && document.readyState === "complete"').catch(() => false)
      for (const begun = Date.now(); !(await isLoaded()); await sleep(50)) {
        if (Date.now() > begun + patience) throw new Error('The page does not load.')
      }
    }
    const use = async (handle: string) => void (await post('/window', { handle }))
    const handles = () => get<string[]>('/window/handles')
    return {
      version: capabilities.browserVersion,
      go: url => load(() => post('/url', { url })),
      url: () => get('/url'),
      back: () => run('void setTimeout(() => history.back())'),
      forward: () => run('void setTimeout(() => history.forward())'),
      reload: () => load(() => post('/refresh')),
      run,
      click: async css => {
        const element = await post('/element', { using: 'css selector', value: css })
        await post(`/element/${element[elementKey]}/click`)
      },
      newTab: async () => {
        // From the current tab, which may be closed.
        await use((await handles())[0] ?? '')
        const { handle }: { handle: string } = await post('/window/new', { type: 'tab' })
        await use(handle)
        return handle
      },
      use,
      handles,
      closeTab: async () => void (await send('DELETE', `/session/${sessionId}/window`)),
      shot: async () => Buffer.from(await get<string>('/screenshot'), 'base64'),
      quit: async () => {
        try {
          await send('DELETE', `/session/${sessionId}`)
        } finally {
          stop()
        }
      },
      isStuck: () => isStuck,
    }
  } catch (error) {
    stop()
    throw error
  }
}
