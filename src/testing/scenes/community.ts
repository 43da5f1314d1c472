import { createCustomReward } from '../../endpoints/channel-points/createCustomReward.ts'
import { updateRedemptionStatus } from '../../endpoints/channel-points/updateRedemptionStatus.ts'
import { banUser } from '../../endpoints/moderation/banUser.ts'
import { createPoll } from '../../endpoints/polls/createPoll.ts'
import { endPoll } from '../../endpoints/polls/endPoll.ts'
import { getPolls } from '../../endpoints/polls/getPolls.ts'
import { createPrediction } from '../../endpoints/predictions/createPrediction.ts'
import { endPrediction } from '../../endpoints/predictions/endPrediction.ts'
import { getPredictions } from '../../endpoints/predictions/getPredictions.ts'
import { channelPointsCustomRewardRedemptionAdd } from '../../eventsub/types/channelPointsCustomRewardRedemptionAdd.ts'
import { streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { ofChannel, ofUser } from '../features/people.ts'
import { type KeptReward, rewardsOf } from '../features/rewards.ts'
import { streamBegins } from '../features/streams.ts'
import { freshId } from '../world/freshId.ts'
import { moderates, vipsOf } from '../world/roles.ts'
import type { OwnScene, Stage } from './scene.ts'

/** Ends the current poll, if there is one. */
function endRunningPoll({ use }: Stage): void {
  const running = use(getPolls, {}).find(({ status }) => status === 'ACTIVE')
  if (running) use(endPoll, { id: running.id, status: 'TERMINATED' })
}

const poll: OwnScene = {
  name: 'poll',
  title: 'A poll',
  play: async stage => {
    endRunningPoll(stage)
    const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
    stage.use(createPoll, { title: 'What next?', choices, duration: 15 })
    try {
      // The poll ends by itself.
      await stage.wait(15_500)
    } finally {
      endRunningPoll(stage)
    }
  },
}

/** The prediction that is not resolved yet. */
const openPrediction = ({ use }: Stage) =>
  use(getPredictions, {}).find(({ status }) => status === 'ACTIVE' || status === 'LOCKED')

function cancelOpenPrediction(stage: Stage): void {
  const open = openPrediction(stage)
  if (open) stage.use(endPrediction, { id: open.id, status: 'CANCELED' })
}

const prediction: OwnScene = {
  name: 'prediction',
  title: 'A prediction',
  play: async stage => {
    const { use, wait } = stage
    cancelOpenPrediction(stage)
    const outcomes = ['Yes', 'No'].map(title => ({ title }))
    const [begun] = use(createPrediction, { title: 'Does it work at the first try?', outcomes, prediction_window: 60 })
    if (!begun) return
    const { id } = begun
    try {
      await wait(8000)
      use(endPrediction, { id, status: 'LOCKED' })
      await wait(3000)
      const winner = begun.outcomes[0]?.id
      if (winner) use(endPrediction, { id, status: 'RESOLVED', winning_outcome_id: winner })
    } finally {
      cancelOpenPrediction(stage)
    }
  },
}

const waitingIn = ({ redemptions }: KeptReward): number =>
  redemptions.filter(({ status }) => status === 'UNFULFILLED').length

const redemptions: OwnScene = {
  name: 'redemptions',
  title: 'A queue of redemptions',
  play: async ({ world, channel, viewers, emit, use, wait }) => {
    // Pages show the oldest redemptions first, so those in the shortest queue are visible.
    const [own] = rewardsOf(world, channel.id)
      .filter(
        ({ row, clientId }) =>
          clientId === world.clientId && row.is_enabled && !row.should_redemptions_skip_request_queue,
      )
      .sort((a, b) => waitingIn(a) - waitingIn(b))
    const [reward = own?.row] = own ? [] : use(createCustomReward, { title: 'Say hello', cost: 100 })
    if (!reward) return
    const { id: reward_id, title, cost, prompt } = reward
    const ids: string[] = []
    for (const person of viewers(6)) {
      const id = freshId(world, 'redemption')
      emit(channelPointsCustomRewardRedemptionAdd, {
        ...ofChannel(channel),
        ...ofUser(person),
        id,
        user_input: reward.is_user_input_required ? 'Once more, please' : '',
        status: 'unfulfilled',
        reward: { id: reward_id, title, cost, prompt },
      })
      ids.push(id)
      await wait(700)
    }
    // The last user stays.
    for (const [index, id] of ids.slice(0, -1).entries()) {
      await wait(700)
      use(updateRedemptionStatus, { id: [id], reward_id, status: index === 2 ? 'CANCELED' : 'FULFILLED' })
    }
  },
}

const bans: OwnScene = {
  name: 'bans',
  title: 'Spam, and a wave of bans',
  play: async ({ world, channel, viewers, say, use, wait }) => {
    const spammers = viewers(40)
      .filter(({ id }) => !moderates(world, id, channel.id) && !vipsOf(world, channel.id).has(id))
      .slice(0, 8)
    for (const [index, person] of [...spammers, ...spammers].entries()) {
      say(person, `Best viewers on cheap-viewers${index}.example, remove the space: cheap viewers`)
      await wait(60)
    }
    for (const { id } of spammers) {
      await wait(200)
      use(banUser, { user_id: id, reason: 'spam' })
    }
  },
}

const online: OwnScene = {
  name: 'online',
  title: 'The stream begins',
  play: ({ world, channel, emit }) => {
    emit(streamOnline, streamBegins(world, channel))
  },
}

const offline: OwnScene = {
  name: 'offline',
  title: 'The stream ends',
  play: ({ channel, emit }) => {
    emit(streamOffline, ofChannel(channel))
  },
}

/** Scenes of a channel with its viewers. */
export const communityScenes = [poll, prediction, redemptions, bans, online, offline]
