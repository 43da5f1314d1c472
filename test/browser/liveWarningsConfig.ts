import type { FakeTwitchServer } from 'tinyhelix/testing/node'

/** What the page is told. */
export interface LiveWarningsConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  readonly token: string
  /** What is wrong on the page. */
  readonly mistake: 'no syncQueries' | 'another QueryClient' | 'no family' | 'no subscription' | 'none'
}
