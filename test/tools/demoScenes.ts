import { createPoll, endPoll, getChannelFollowers, getCreatorGoals, getHypeTrainStatus, getPolls } from 'tinyhelix'
import {
  channelFollow,
  channelGoalProgress,
  channelHypeTrainBegin,
  channelHypeTrainEnd,
  channelHypeTrainProgress,
  channelRaid,
} from 'tinyhelix/eventsub'
import type { Person, Scene, Stage } from 'tinyhelix/testing'

/** What viewers say, with emotes of the fake. */
const greetings = [
  'Hello everyone! FakeWave',
  'adaHi adaHi adaHi',
  'That bass line adaLove',
  'Which filter is that? FakeThink',
  'FakeHype FakeHype FakeHype',
  'I have been waiting for this all week adaDance',
  'Tea is ready FakeTea',
  'One more time! adaHype',
  'FakeClap FakeClap',
  'Turn the volume up adaDance',
  'The lights are new, right? adaSip',
  'Best corner of the internet <3',
]

/** Lets viewers talk, one line every so many milliseconds. */
async function talk({ say, viewers, wait }: Stage, count: number, pause: number): Promise<void> {
  const people = viewers(greetings.length)
  for (let line = 0; line < count; line++) {
    const [person, text] = [people[line % people.length], greetings[line % greetings.length]]
    if (person && text) say(person, text)
    await wait(pause)
  }
}

const ofChannel = ({ id }: Person) => ({ broadcaster_user_id: id })

function follow({ channel, emit, viewers, use }: Stage): void {
  // Nobody follows a channel twice.
  const person = viewers(60).find(({ id }) => use(getChannelFollowers, { user_id: id }).length === 0)
  if (person) emit(channelFollow, { ...ofChannel(channel), user_id: person.id })
  // Twitch counts towards the goal, too, and says so in an event.
  const goal = use(getCreatorGoals, {}).find(({ type }) => type === 'follower')
  if (!goal) return
  const { id, description, current_amount, target_amount, created_at: started_at } = goal
  emit(channelGoalProgress, {
    ...{ ...ofChannel(channel), id, type: 'follow', description, current_amount, target_amount, started_at },
  })
}

function raid({ channel, emit, viewers }: Stage): void {
  const [person] = viewers(1)
  if (!person) return
  emit(channelRaid, { from_broadcaster_user_id: person.id, to_broadcaster_user_id: channel.id, viewers: 200 })
}

function endRunningPoll({ use }: Stage): void {
  const running = use(getPolls, {}).find(({ status }) => status === 'ACTIVE')
  if (running) use(endPoll, { id: running.id, status: 'TERMINATED' })
}

function startPoll(stage: Stage): void {
  endRunningPoll(stage)
  const choices = ['Synth', 'Drum machine', 'Something with lasers'].map(title => ({ title }))
  stage.use(createPoll, { title: 'What comes next?', choices, duration: 60 })
}

/** Ends the Hype Train that runs, so that the next one does not look like a fall to its level. */
function endRunningTrain({ channel, emit, use }: Stage): void {
  const running = use(getHypeTrainStatus, {})[0]?.current
  if (!running) return
  const { level, total, top_contributions, id, started_at, type } = running
  emit(channelHypeTrainEnd, {
    ...{ ...ofChannel(channel), id, level, total, top_contributions, started_at, type },
    ...{ is_shared_train: false, shared_train_participants: null },
    cooldown_ends_at: new Date(Date.now() + 3_600_000).toISOString(),
  })
}

/** A Hype Train of two levels in so many milliseconds. */
async function train({ channel, emit, use, viewers, wait }: Stage, duration: number): Promise<void> {
  const [id, started_at] = [`train-${Date.now()}`, new Date().toISOString()]
  const [best] = viewers(1)
  const steps = [400, 900, 1400, 2100, 2800, 3600]
  const goals = [1600, 3400]
  const isShared = { is_shared_train: false, shared_train_participants: null }
  const state = (total: number) => {
    const level = total < 1600 ? 1 : 2
    const top_contributions = best ? [{ user_id: best.id, type: 'bits', total: Math.ceil(total / 2) }] : []
    return { ...ofChannel(channel), ...isShared, id, started_at, type: 'regular', level, total, top_contributions }
  }
  try {
    for (const [index, total] of steps.entries()) {
      const now = state(total)
      const [goal = 0, progress] = [goals[now.level - 1], now.level === 1 ? total : total - 1600]
      const expires_at = new Date(Date.now() + 300_000).toISOString()
      if (index) emit(channelHypeTrainProgress, { ...now, progress, goal, expires_at })
      else
        emit(channelHypeTrainBegin, {
          ...now,
          progress,
          goal,
          expires_at,
          all_time_high_level: 5,
          all_time_high_total: 24_000,
        })
      await wait(duration / steps.length)
    }
  } finally {
    const cooldown_ends_at = new Date(Date.now() + 3_600_000).toISOString()
    // The next train may have ended this one.
    if (use(getHypeTrainStatus, {})[0]?.current?.id === id) {
      emit(channelHypeTrainEnd, { ...state(3600), cooldown_ends_at })
    }
  }
}

/** What the start page shows when it arrives: twenty seconds of a stream. */
const opening: Scene = {
  name: 'opening',
  title: 'Twenty seconds of a stream',
  play: async stage => {
    const { wait } = stage
    endRunningTrain(stage)
    const isOver = talk(stage, 20, 900)
    // If the scene is stopped, both reject, and one of them is enough.
    isOver.catch(() => {})
    try {
      await wait(1000)
      follow(stage)
      await wait(2000)
      startPoll(stage)
      await wait(4500)
      raid(stage)
      await wait(1500)
      await train(stage, 11_000)
    } finally {
      endRunningPoll(stage)
    }
    await isOver
  },
}

async function playTrain(stage: Stage): Promise<void> {
  endRunningTrain(stage)
  await stage.wait(1000)
  await train(stage, 12_000)
}

/** The scenes of the buttons on the start page. */
export const demoScenes: readonly Scene[] = [
  opening,
  { name: 'chatting', title: 'A few chat messages', play: stage => talk(stage, 8, 350) },
  { name: 'one-follow', title: 'One follow', play: follow },
  { name: 'one-raid', title: 'One raid', play: raid },
  { name: 'one-poll', title: 'A poll of a minute', play: startPoll },
  { name: 'short-train', title: 'A short Hype Train', play: playTrain },
]
