import type { getChannelInformation } from '../../endpoints/channels/getChannelInformation.ts'
import { channelUpdate } from '../../eventsub/types/channelUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getChannelInformation>('/channels')

/** Title, category, language and labels of channels. Events do not tell tags, delay and branded content. */
export const liveChannel: LiveFamily = defineLiveFamily([
  liveRule(channelUpdate, answers, {
    effect: 'patch',
    row: 'broadcaster_id',
    from: 'broadcaster_user_id',
    partial: true,
    fields: {
      title: 'title',
      broadcaster_language: 'language',
      game_id: 'category_id',
      game_name: 'category_name',
      content_classification_labels: 'content_classification_labels',
      broadcaster_login: 'broadcaster_user_login',
      broadcaster_name: 'broadcaster_user_name',
    },
  }),
])
