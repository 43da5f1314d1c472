import type {
  GetHypeTrainStatusParams,
  getHypeTrainStatus,
  HypeTrainStatus,
} from '../../endpoints/hype-train/getHypeTrainStatus.ts'
import { channelHypeTrainBegin } from '../../eventsub/types/channelHypeTrainBegin.ts'
import { channelHypeTrainEnd } from '../../eventsub/types/channelHypeTrainEnd.ts'
import {
  type ChannelHypeTrainProgressEvent,
  channelHypeTrainProgress,
} from '../../eventsub/types/channelHypeTrainProgress.ts'
import { answersOf, type LiveEffect, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getHypeTrainStatus>('/hypetrain/status')

const running = {
  effect: 'set',
  fields: {
    current: ({
      id,
      broadcaster_user_id,
      broadcaster_user_login,
      broadcaster_user_name,
      level,
      total,
      progress,
      goal,
      top_contributions,
      shared_train_participants,
      started_at,
      expires_at,
      type,
      is_shared_train,
    }) => ({
      id,
      broadcaster_user_id,
      broadcaster_user_login,
      broadcaster_user_name,
      level,
      total,
      progress,
      goal,
      top_contributions: top_contributions ?? [],
      shared_train_participants,
      started_at,
      expires_at,
      type,
      is_shared_train,
    }),
  },
} satisfies LiveEffect<ChannelHypeTrainProgressEvent, HypeTrainStatus, HypeTrainStatus, GetHypeTrainStatusParams>

/** The Hype Train: begin, progress and end. Records may have changed at the end; they are left to reads. */
export const liveHypeTrain: LiveFamily = live([
  on(channelHypeTrainBegin, answers, running),
  on(channelHypeTrainProgress, answers, running),
  on(channelHypeTrainEnd, answers, { effect: 'set', partial: true, fields: { current: () => null } }),
])
