import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The part of the language server protocol that shows documentation. */
export interface LanguageServer {
  /** The hover text for the first occurrence of `word` after `start` in an open file. */
  readonly hover: (file: string, word: string, start?: string) => Promise<string>
  readonly open: (file: string, text: string) => void
  readonly close: () => void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly items?: readonly unknown[] }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

const isHover = (result: unknown): result is { readonly contents: { readonly value: string } } =>
  typeof result === 'object' && result !== null && 'contents' in result

/** Starts TypeScript's language server in a project. */
export async function startLanguageServer(project: string): Promise<LanguageServer> {
  const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')
  const server = spawn(process.execPath, [tsc, '--lsp', '--stdio'], {
    cwd: project,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting = new Map<number, (message: Message) => void>()
  const texts = new Map<string, string>()
  let received = Buffer.alloc(0)
  let count = 0

  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const ask = (method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++count
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)))
      send({ id, method, params })
    })
  const receive = (message: Message) => {
    const { id, method, params } = message
    if (id === undefined) return
    // The server also sends requests, mostly for settings, which are empty.
    if (method) send({ id, result: params?.items?.map(() => null) ?? null })
    else waiting.get(id)?.(message)
  }
  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const end = received.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString())?.[1])
      if (end < 0 || received.length < end + 4 + length) return
      const body = received.subarray(end + 4, end + 4 + length)
      received = received.subarray(end + 4 + length)
      receive(JSON.parse(body.toString()))
    }
  })

  const uriOf = (file: string) => pathToFileURL(join(project, file)).href
  await ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(project).href,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  })
  send({ method: 'initialized', params: {} })

  return {
    open: (file, text) => {
      texts.set(file, text)
      const textDocument = { uri: uriOf(file), languageId: 'typescript', version: 1, text }
      send({ method: 'textDocument/didOpen', params: { textDocument } })
    },
    hover: async (file, word, start = '') => {
      const text = texts.get(file) ?? ''
      const before = text.slice(0, text.indexOf(word, text.indexOf(start) + start.length)).split('\n')
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
      const result = await ask('textDocument/hover', { textDocument: { uri: uriOf(file) }, position })
      return isHover(result) ? result.contents.value : ''
    },
    close: () => {
      server.kill()
    },
  }
}
