import { Worker } from 'node:worker_threads'

/** A server on a real socket, in a thread of its own, so that its memory and time are not those of who calls it. */
export interface BenchServer {
  readonly url: string
  /** How many requests of Helix came since this was asked last. */
  readonly requests: () => Promise<number>
  readonly close: () => Promise<number>
}

/** Starts the server. */
export async function startBenchServer(workerData: { readonly followers: number }): Promise<BenchServer> {
  const worker = new Worker('./test/tools/run.js', { argv: ['test/bench/serverThread.ts'], workerData })
  const said = () => new Promise(resolve => worker.once('message', resolve))
  worker.on('error', error => {
    throw error
  })
  return {
    url: String(await said()),
    requests: () => {
      worker.postMessage('requests')
      return said().then(Number)
    },
    close: () => worker.terminate(),
  }
}

/** A `fetch` that asks this server in place of Twitch. */
export const fetchFrom = (url: string): typeof fetch => {
  const { fetch } = globalThis
  return (input, init) => fetch(String(input).replace(/^https:\/\/(api|id)\.twitch\.tv/, url), init)
}
