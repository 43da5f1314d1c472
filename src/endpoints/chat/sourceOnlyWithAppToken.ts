import type { Rule } from '../../spec.ts'

/** With a user token, Twitch shows what is sent in a shared chat in all of its channels. */
export const sourceOnlyWithAppToken: Rule<'for_source_only'> = {
  keys: ['for_source_only'],
  expected: 'left out unless the token is an app token',
  test: ({ for_source_only }, kind) => for_source_only === undefined || kind === 'app',
}
