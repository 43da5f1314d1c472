import { QueryClient } from '@tanstack/svelte-query'
import { createClient, deviceCode, getChannelFollowers, getPolls, scopesFor } from 'tinyhelix'
import { readTarget } from '../shared/target.ts'

const { clientId, network } = readTarget()

const auth = deviceCode({ clientId, name: 'overlay', scopes: scopesFor(getChannelFollowers, getPolls) })

export const client = createClient({ auth, ...network })

export const queryClient = new QueryClient({
  // OBS may hold the page to be hidden while it is on the air.
  defaultOptions: { queries: { refetchIntervalInBackground: true } },
})
