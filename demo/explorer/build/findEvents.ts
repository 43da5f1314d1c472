import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { eventTypes, type Params } from '../facts/library.ts'

/** An event of each type as Twitch might send it, from the page of a served fake. */
export async function findEvents(): Promise<ReadonlyMap<string, Params>> {
  const { url, close } = await serveFakeTwitch()
  try {
    const found = new Map<string, Params>()
    for (const [name, { spec }] of eventTypes) {
      const query = new URLSearchParams({ type: spec.type, version: spec.version, user: 'ada' })
      const answer = await fetch(`${url}/control/form?${query}`)
      if (!answer.ok) throw new Error(`The fake has no event of ${spec.type}: ${await answer.text()}`)
      found.set(name, (await answer.json()).event)
    }
    return found
  } finally {
    await close()
  }
}
