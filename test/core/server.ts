import { onTestFinished } from 'vitest'
import { scriptedServer, type ScriptedServer as TestServer } from '../scripted/overSocket.ts'

export type { ScriptedServer as TestServer } from '../scripted/overSocket.ts'
export type { Answer, Received } from '../scripted/script.ts'

/** A scripted Twitch behind a socket, which closes after the test. */
export async function startServer(): Promise<TestServer> {
  const server = await scriptedServer()
  onTestFinished(server.close)
  return server
}
