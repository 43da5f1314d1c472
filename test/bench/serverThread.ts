import { parentPort, workerData } from 'node:worker_threads'
import { scriptedServer } from '../scripted/overSocket.ts'
import { headers, validation } from './answers.ts'

// The server of the benchmarks: it knows any number of users, and a channel with so many followers.
const followers: number = workerData.followers

const follower = (index: number) => ({
  user_id: `${1000 + index}`,
  user_login: `someone_${index}`,
  user_name: `Someone_${index}`,
  followed_at: '2026-05-01T18:00:00Z',
})

const user = (id: string) => ({
  id,
  login: `someone_${id}`,
  display_name: `Someone_${id}`,
  type: '',
  broadcaster_type: 'affiliate',
  description: 'Soup, questions, a quiet game.',
  profile_image_url: `https://static-cdn.jtvnw.net/${id}.png`,
  offline_image_url: '',
  view_count: 0,
  created_at: '2020-05-01T18:00:00Z',
})

const { answer, received, origin } = await scriptedServer()
answer('GET /oauth2/validate', { text: validation, headers: headers() })
answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(user) }, headers: headers() }))
answer('GET /channels/followers', ({ query }) => {
  const start = Number(query.get('after') ?? 0)
  const end = Math.min(start + Number(query.get('first') ?? 20), followers)
  const data = Array.from({ length: end - start }, (_, index) => follower(start + index))
  const pagination = end < followers ? { cursor: String(end) } : {}
  return { json: { total: followers, data, pagination }, headers: headers() }
})

let counted = 0
parentPort?.on('message', () => {
  const all = received().filter(({ endpoint }) => !endpoint.includes('/oauth2/')).length
  parentPort?.postMessage(all - counted)
  counted = all
})
parentPort?.postMessage(origin)
