import { describe, expect, it } from 'vitest'
import { endpoint, library } from '../endpoints/endpoints.ts'
import { list } from '../endpoints/facts.ts'

type Reasons = Readonly<Record<string, string>>

const own = 'what the write itself changes'

/** Writes that change other reads, with the reason for each. One read stands for all of its path. */
const stale: Readonly<Record<string, Reasons>> = {
  snoozeNextAd: { getAdSchedule: 'the next ad comes later, and a snooze is used up' },
  startCommercial: { getAdSchedule: 'it was the last ad, and the next one moves' },
  deleteCustomReward: { getCustomRewards: own, getCustomRewardRedemptions: 'its redemptions go with it' },
  modifyChannelInformation: {
    getChannelInformation: own,
    getStreams: 'a live stream shows the title, the category and the tags of its channel',
    getFollowedStreams: 'a live stream shows the title, the category and the tags of its channel',
    searchChannels: 'a found channel shows its title, category and tags',
  },
  sendChatMessage: { getPinnedChatMessage: 'a message can be sent as a pin' },
  deleteChatMessages: { getPinnedChatMessage: 'a pinned message that is deleted is a pin no more' },
  createClipFromVod: { getClipsById: 'it is a clip like any other' },
  deleteVideos: {
    getVideosById: own,
    getClipsById: 'clips name the video that they are from',
    getStreamMarkers: 'markers stand in a video',
  },
  deleteConduit: {
    getConduits: own,
    getConduitShards: 'its shards go with it',
    getEventSubSubscriptions: 'its subscriptions are disabled',
  },
  updateConduit: { getConduits: own, getConduitShards: 'it gets more shards or fewer' },
  createChannelStreamScheduleSegment: { getChannelStreamSchedule: own, getChannelICalendar: 'the same as a calendar' },
  updateChannelStreamScheduleSegment: { getChannelStreamSchedule: own, getChannelICalendar: 'the same as a calendar' },
  deleteChannelStreamScheduleSegment: { getChannelStreamSchedule: own, getChannelICalendar: 'the same as a calendar' },
  updateChannelStreamSchedule: {
    getChannelStreamSchedule: 'it tells the vacation',
    getChannelICalendar: 'the same as a calendar',
  },
  assignGuestStarSlot: { getGuestStarSession: 'the guest is in it', getGuestStarInvites: 'the invitation is taken up' },
  updateGuestStarSlot: { getGuestStarSession: 'the guest has another slot in it' },
  updateGuestStarSlotSettings: { getGuestStarSession: 'it tells what is heard and seen of a guest' },
  deleteGuestStarSlot: {
    getGuestStarSession: 'the guest is no longer in it',
    getGuestStarInvites: 'the guest can be invited again',
  },
  endGuestStarSession: { getGuestStarSession: own, getGuestStarInvites: 'invitations end with the session' },
  banUser: {
    getBannedUsers: own,
    getModerators: 'a moderator who is banned is none any more',
    getVips: 'a VIP who is banned is none any more',
  },
  unbanUser: { getBannedUsers: own, getUnbanRequests: 'a pending request of the user is settled' },
  resolveUnbanRequest: { getUnbanRequests: own, getBannedUsers: 'approval lifts the ban' },
  updateShieldModeStatus: {
    getShieldModeStatus: own,
    getChatSettings: 'Shield Mode brings chat settings of its own',
    getAutoModSettings: 'Shield Mode brings AutoMod settings of its own',
  },
  blockUser: { getUserBlockList: own, getChannelFollowers: 'a blocked user follows no more' },
}

/** Writes that change no read. */
const silent: Reasons = {
  addSuspiciousUserStatus: 'no read lists suspicious users',
  removeSuspiciousUserStatus: 'no read lists suspicious users',
  cancelRaid: 'no read tells of raids',
  startRaid: 'no read tells of raids',
  checkAutoModStatus: 'it only asks',
  manageHeldAutoModMessages: 'no read lists messages',
  sendChatAnnouncement: 'no read lists messages',
  sendExtensionChatMessage: 'no read lists messages',
  sendExtensionPubSubMessage: 'no read lists messages',
  sendWhisper: 'no read lists messages',
  sendShoutout: 'no read lists shoutouts',
  setExtensionRequiredConfiguration: 'no read tells what a broadcaster has to configure',
  warnChatUser: 'no read lists warnings',
}

const specs = [...library.keys()].map(name => ({ name, ...endpoint(name).spec }))
const pathOf = new Map(list.filter(({ method }) => method === 'GET').map(row => [row.export, row.path]))
const readPaths = new Set(pathOf.values())
const writes = list.filter(({ method }) => method !== 'GET')
const declared = (name: string) => {
  const { path, invalidates = [path] } = endpoint(name).spec
  return [...invalidates].sort()
}

describe('the reads that a write invalidates', () => {
  it.each(Object.entries(stale))(
    '%s invalidates exactly the reads in the table, each with a reason',
    (name, reasons) => {
      expect(Object.keys(reasons).filter(read => !pathOf.has(read))).toEqual([])
      expect(declared(name)).toEqual(
        Object.keys(reasons)
          .map(read => pathOf.get(read))
          .sort(),
      )
    },
  )

  it.each(Object.entries(silent))('%s invalidates nothing: %s', name => {
    expect(declared(name)).toEqual([])
  })

  it.each(writes.filter(row => !(row.export in stale) && !(row.export in silent)).map(row => [row.export, row.path]))(
    '%s invalidates only the read at its own path, %s',
    (name, path) => {
      expect(declared(name)).toEqual([path])
      expect(readPaths).toContain(path)
    },
  )

  it.each(specs.filter(({ method }) => method !== 'GET'))('$name invalidates only paths that are read', spec => {
    const reads = new Set(specs.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))
    const { path, invalidates = [path] } = spec
    expect(invalidates.filter(stale => !reads.has(stale))).toEqual([])
  })
})

describe('the stale time of answers', () => {
  it.each(specs.filter(({ method }) => method === 'GET').map(({ name, staleTime }) => [name, staleTime]))(
    '%s has a stale time between five seconds and an hour',
    (_, staleTime) => {
      expect(staleTime).toBeGreaterThanOrEqual(5_000)
      expect(staleTime).toBeLessThanOrEqual(3_600_000)
    },
  )
})
