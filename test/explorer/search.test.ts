import { describe, expect, it } from 'vitest'
import { searchTextsOf } from '../../demo/explorer/build/explorerPlugin.ts'
import { entriesOf } from '../../demo/explorer/search/entries.ts'
import { rank } from '../../demo/explorer/search/rank.ts'
import { facts } from './explorerFacts.ts'

const entries = entriesOf(searchTextsOf(facts))
const find = (query: string) => rank(entries, query).map(({ entry }) => entry.address.replace('#/', ''))

/** What people ask, and the page that answers it. */
const questions: readonly (readonly [question: string, page: string])[] = [
  ['who follows me', 'getChannelFollowers'],
  ['timeout a user', 'banUser'],
  ['is channel live', 'getStreams'],
  ['POST /polls', 'createPoll'],
  ['moderator:read:followers', 'getChannelFollowers'],
  ['Get Streams', 'getStreams'],
  ['GET /streams', 'getStreams'],
  ['channel.follow', 'channelFollow'],
  ['channel.chat.message', 'channelChatMessage'],
  ['getUsers', 'getUsers'],
  ['send a chat message', 'sendChatMessage'],
  ['write in chat', 'sendChatMessage'],
  ['change stream title', 'modifyChannelInformation'],
  ['set the game', 'modifyChannelInformation'],
  ['list of subscribers', 'getBroadcasterSubscriptions'],
  ['start a poll', 'createPoll'],
  ['end prediction', 'endPrediction'],
  ['channel points reward create', 'createCustomReward'],
  ['somebody redeemed a reward', 'channelPointsCustomRewardRedemptionAdd'],
  ['raid another channel', 'startRaid'],
  ['when a raid arrives', 'channelRaid'],
  ['who is in chat', 'getChatters'],
  ['chatters', 'getChatters'],
  ['emotes of a channel', 'getChannelEmotes'],
  ['run ads', 'startCommercial'],
  ['next ad break', 'getAdSchedule'],
  ['create a clip', 'createClip'],
  ['vods of a user', 'getVideosByUserId'],
  ['stream goes online', 'streamOnline'],
  ['hype train', 'getHypeTrainStatus'],
  ['list of moderators', 'getModerators'],
  ['make somebody a mod', 'addChannelModerator'],
  ['unban', 'unbanUser'],
  ['delete a message', 'deleteChatMessages'],
  ['slow mode', 'updateChatSettings'],
  ['shoutout', 'sendShoutout'],
  ['stream key', 'getStreamKey'],
  ['search categories', 'searchCategories'],
  ['viewer_count', 'getStreams'],
  ['sign in with a popup', 'guides/auth'],
  ['limits of subscriptions', 'guides/eventsub'],
  ['fake twitch for tests', 'guides/testing'],
  ['live polls', 'livePolls'],
  ['whisper', 'sendWhisper'],
  ['bits leaderboard', 'getBitsLeaderboard'],
  ['channels i moderate', 'getModeratedChannels'],
]

describe('the search', () => {
  it.for([...questions])('answers “%s” among its first three', ([question, page]) => {
    const first = find(question).slice(0, 3)
    expect(
      first.filter(found => found === page || found.startsWith(`${page}/`)),
      `found ${first.join(', ')}`,
    ).not.toEqual([])
  })

  it('puts a name that was typed whole first, and what begins like it next', () => {
    for (const { title, address, kind } of entries) {
      if (kind !== 'guide') expect(find(title)[0]).toBe(address.replace('#/', ''))
    }
    expect(find('getStr')[0]).toMatch(/^getStream/)
  })

  it('finds nothing for nothing, and nothing for nonsense', () => {
    expect([find(''), find('  ?!'), find('qqxzzy')]).toEqual([[], [], []])
  })
})
