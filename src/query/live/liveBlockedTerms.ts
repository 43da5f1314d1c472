import type { getBlockedTerms } from '../../endpoints/moderation/getBlockedTerms.ts'
import { automodTermsUpdate } from '../../eventsub/types/automodTermsUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getBlockedTerms>('/moderation/blocked_terms')

/** Blocked terms: refetched when they change. */
export const liveBlockedTerms: LiveFamily = defineLiveFamily([
  liveRule(automodTermsUpdate, answers, { effect: 'refetch', when: ({ action }) => action.endsWith('blocked') }),
])
