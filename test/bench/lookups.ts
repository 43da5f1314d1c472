import { markdownTable } from '../package/markdownTable.ts'
import { loadTinyhelix, makeTwurple, withFetch } from './libraries.ts'
import { fetchFrom, startBenchServer } from './server.ts'
import { median, shuffled } from './statistics.ts'

const count = 1000

/** Looks up so many users one by one, all at the same time, over a real socket. */
export async function compareLookups(project: string, rounds: number): Promise<string> {
  const { batched, createClient, getUsers, userToken } = await loadTinyhelix(project)
  const { url, requests, close } = await startBenchServer({ followers: 0 })
  const network = { baseURL: `${url}/helix`, authURL: `${url}/oauth2` }
  const client = createClient({ auth: userToken('token'), ...network })
  const twurple = makeTwurple()
  const lookups = new Map<string, (id: string) => Promise<unknown>>([
    ['`getUsers(client, { id })`', async id => (await getUsers(client, { id }))[0]],
    ["`batched(client, getUsers, 'id')(id)`", id => batched(client, getUsers, 'id')(id)],
    ['`@twurple/api`, `getUserByIdBatched(id)`', id => twurple.users.getUserByIdBatched(id)],
  ])
  const ids = Array.from({ length: count }, (_, index) => `${index + 1}`)
  const times = new Map([...lookups].map(([name]) => [name, [] as number[]]))
  const sent = new Map<string, number>()

  await withFetch(fetchFrom(url), async () => {
    for (let round = 0; round < rounds; round++) {
      for (const [name, lookup] of shuffled([...lookups])) {
        await requests()
        const begun = performance.now()
        const found = await Promise.all(ids.map(lookup))
        times.get(name)?.push(performance.now() - begun)
        if (found.some(user => !user)) throw new Error(`${name} did not find everybody.`)
        sent.set(name, await requests())
      }
    }
  })
  await close()
  return markdownTable(
    [`${count} users, each looked up by id`, 'requests', 'time'],
    [...times].map(([name, found]) => [name, sent.get(name) ?? 0, `${median(found).toFixed(0)} ms`]),
  )
}
