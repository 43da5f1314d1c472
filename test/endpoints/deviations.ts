import type { EndpointName } from './calls.ts'
import type { Row } from './facts.ts'

/** A difference between an endpoint and the list. */
interface Deviation {
  readonly endpoint: EndpointName
  /** The value of the endpoint. */
  readonly here: Partial<Pick<Row, 'query' | 'body' | 'maxFirst' | 'checks'>>
  readonly because: string
}

export const deviations: readonly Deviation[] = [
  {
    endpoint: 'startRaid',
    here: { query: ['from_broadcaster_id', 'to_broadcaster_id*'] },
    because: 'a raid needs a channel to go to, and nothing can stand in for it',
  },
  {
    endpoint: 'getExtensionSecrets',
    here: { query: ['extension_id'] },
    because: 'Twitch lists the parameter nowhere, but answers 400 that it is required',
  },
  {
    endpoint: 'sendExtensionPubSubMessage',
    here: { body: ['target*', 'broadcaster_id', 'is_global_broadcast', 'message*'] },
    because: 'a message to all channels must not name one',
  },
  { endpoint: 'getConduitShards', here: { maxFirst: null }, because: 'Twitch takes no "first" there' },
  { endpoint: 'getEventSubSubscriptions', here: { maxFirst: null }, because: 'Twitch takes no "first" there' },
  {
    endpoint: 'getPolls',
    here: { checks: ['up to 20 ids'] },
    because: 'Twitch documents 20, not 5',
  },
  {
    endpoint: 'getPredictions',
    here: { checks: ['up to 25 ids'] },
    because: 'Twitch documents 25, not 5',
  },
  {
    endpoint: 'getStreams',
    here: { checks: ['up to 100 of each'] },
    because: 'no filter is required: without one Twitch lists all streams',
  },
]
