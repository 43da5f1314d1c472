import { expect, it } from 'vitest'
import { endpoint, library } from './endpoints.ts'

const listed = 'what everybody sees on the channel’s page'
const global = 'the same list for all of Twitch'
const catalog = 'a catalog of Twitch’s'

/** All reads whose answers are the same for all users, with the reason. All other answers belong to a user. */
const reasons: Readonly<Record<string, string>> = {
  getCheermotes: 'Cheermotes of a channel, which everybody in its chat sees',
  getContentClassificationLabels: global,
  getChannelChatBadges: 'badges that everybody in the chat sees',
  getChannelEmotes: 'emotes of a channel, whether or not the user may use them',
  getEmoteSets: 'emotes of a set, whether or not the user may use them',
  getGlobalChatBadges: global,
  getGlobalEmotes: global,
  getChatSettings: 'shown above every chat; with moderator_id it holds more, and is the moderator’s',
  getSharedChatSession: 'shown in every chat that takes part',
  getUserChatColor: 'shown beside every message',
  getClipsByCategoryId: listed,
  getClipsById: listed,
  getClipsByUserId: listed,
  getExtensionLiveChannels: 'channels that are live with an extension, as everybody sees them',
  getReleasedExtensions: catalog,
  getGames: catalog,
  getTopGames: catalog,
  getChannelICalendar: 'needs no token at all',
  getChannelStreamSchedule: listed,
  searchCategories: catalog,
  searchChannels: 'a search that everybody can make',
  getStreams: 'live streams, as everybody sees them',
  getChannelTeams: listed,
  getTeamById: listed,
  getTeamByName: listed,
  getVideosByCategoryId: listed,
  getVideosById: listed,
  getVideosByUserId: listed,
}

/** Reads that look public and are not. */
const notPublic: Readonly<Record<string, string>> = {
  getUsers: 'holds the email of the user who asks',
  getUserActiveExtensions: 'holds extensions in test for their own developer',
  getChannelInformation: 'holds the stream delay for the channel itself',
  getDropsEntitlements: 'holds those of the user who asks',
  getEventSubSubscriptions: 'holds those of the user who asks',
}

it('the reads with a reason are public, and no others', () => {
  const declared = [...library.keys()].filter(name => endpoint(name).spec.public !== undefined)
  expect(declared.sort()).toEqual(Object.keys(reasons).sort())
})

it.each(Object.entries(notPublic))('%s is not public: it %s', name => {
  const { spec } = endpoint(name)
  expect(spec.public).toBeUndefined()
})

it.each([...library.keys()].filter(name => endpoint(name).spec.method !== 'GET'))(
  '%s, a write, is not public',
  name => {
    expect(endpoint(name).spec.public).toBeUndefined()
  },
)
