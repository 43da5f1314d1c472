import { QueryClient, QueryObserver } from '@tanstack/query-core'
import { createClient, getPolls, getStreams, getVips, userToken } from 'tinyhelix'
import { createEventSub } from 'tinyhelix/eventsub'
import { helixQuery } from 'tinyhelix/query'
import { livePolls, liveStreams, syncQueries } from 'tinyhelix/query/live'
import type { LiveWarningsConfig } from '../liveWarningsConfig.ts'

const { network, token, clientId, mistake }: LiveWarningsConfig = JSON.parse(
  document.querySelector('#config')?.textContent ?? '',
)
const client = createClient({ ...network, clientId, auth: userToken(token) })
const queryClient = new QueryClient()
await client.auth?.getToken()

if (mistake !== 'no syncQueries') {
  const synced = mistake === 'another QueryClient' ? new QueryClient() : queryClient
  syncQueries(synced, createEventSub(client), [livePolls, liveStreams])
}
const live = { live: true }
const queries = {
  'no syncQueries': () => new QueryObserver(queryClient, helixQuery(client, getPolls, {}, live)).subscribe(() => {}),
  'another QueryClient': () => queries['no syncQueries'](),
  'no family': () => new QueryObserver(queryClient, helixQuery(client, getVips, {}, live)).subscribe(() => {}),
  'no subscription': () =>
    new QueryObserver(queryClient, helixQuery(client, getStreams, { user_login: 'ada' }, live)).subscribe(() => {}),
  none: () => queries['no syncQueries'](),
}
queries[mistake]()
