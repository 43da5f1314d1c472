import { QueryClient } from '@tanstack/react-query'
import { createClient, implicitGrant } from 'tinyhelix'
import { readTarget } from '../shared/target.ts'

const { clientId, network } = readTarget()

/** Asks for no scope yet: each feature does so when it is first used. */
const auth = implicitGrant({ clientId, name: 'dashboard' })

export const client = createClient({ auth, ...network })
export const queryClient = new QueryClient()
