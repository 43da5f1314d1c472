import type { getBlockedTerms } from '../../endpoints/moderation/getBlockedTerms.ts'
import { automodTermsUpdate } from '../../eventsub/types/automodTermsUpdate.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getBlockedTerms>('/moderation/blocked_terms')

/** Blocked terms: refetched when they change. */
export const liveBlockedTerms: LiveFamily = live([
  on(automodTermsUpdate, answers, { effect: 'refetch', when: ({ action }) => action.endsWith('blocked') }),
])
