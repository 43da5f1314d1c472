import type { getHypeTrainStatus, HypeTrain } from '../../endpoints/hype-train/getHypeTrainStatus.ts'
import { channelHypeTrainBegin } from '../../eventsub/types/channelHypeTrainBegin.ts'
import { channelHypeTrainEnd } from '../../eventsub/types/channelHypeTrainEnd.ts'
import {
  type ChannelHypeTrainProgressEvent,
  channelHypeTrainProgress,
} from '../../eventsub/types/channelHypeTrainProgress.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getHypeTrainStatus>('/hypetrain/status')

const current = ({ top_contributions, ...event }: ChannelHypeTrainProgressEvent): HypeTrain => ({
  ...event,
  top_contributions: top_contributions ?? [],
})

/** The Hype Train: begin, progress and end. Events do not tell the records, which may change at the end. */
export const liveHypeTrain: LiveFamily = defineLiveFamily([
  liveRule(channelHypeTrainBegin, answers, {
    effect: 'set',
    fields: { current: ({ all_time_high_level: _, all_time_high_total: __, ...event }) => current(event) },
  }),
  liveRule(channelHypeTrainProgress, answers, { effect: 'set', fields: { current } }),
  liveRule(channelHypeTrainEnd, answers, { effect: 'set', partial: true, fields: { current: () => null } }),
])
