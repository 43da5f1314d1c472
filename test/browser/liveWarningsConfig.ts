import type { FakeTwitchServer } from 'tinyhelix/testing/node'

/** The configuration of the page. */
export interface LiveWarningsConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  readonly token: string
  /** The mistake on the page. */
  readonly mistake: 'no syncQueries' | 'another QueryClient' | 'no family' | 'no subscription' | 'none'
}
