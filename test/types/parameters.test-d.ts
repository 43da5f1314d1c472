import {
  banUser,
  createPoll,
  deleteChatMessages,
  getBannedUsers,
  getBroadcasterSubscriptions,
  getChannelFollowers,
  getChannelInformation,
  getChatSettings,
  getStreams,
  getUserActiveExtensions,
  getUsers,
  sendChatMessage,
} from 'tinyhelix'
import { appClient, client, maybeId, userOrAppClient } from './clients.ts'

// Optional parameters may be left out, or all of them.
getStreams(client)
getStreams(client, {})
getStreams(client, { game_id: '1', language: ['en', 'de'], first: 20 })
getStreams(client, { game_id: maybeId })

// Names are Twitch's, and no others.
// @ts-expect-error
getStreams(client, { gameId: '1' })
// @ts-expect-error
getStreams(client, { user_name: 'ada' })
// @ts-expect-error A page option is not a parameter.
getStreams(client, { limit: 10 })
// @ts-expect-error Nor is an option one of another kind of endpoint.
getUsers(client, { login: 'ada' }, { limit: 10 })
getStreams(client, {}, { limit: 10, timeout: 1000, signal: AbortSignal.timeout(1000) })

// Values have Twitch's types.
// @ts-expect-error
getStreams(client, { game_id: 1 })
// @ts-expect-error
getStreams(client, { type: 'vodcast' })
// @ts-expect-error
getStreams(client, { first: '20' })

// Parameters that Twitch requires are required.
getChannelInformation(client, { broadcaster_id: '1' })
// @ts-expect-error
getChannelInformation(client)
// @ts-expect-error
getChannelInformation(client, {})
// @ts-expect-error
banUser(client)
// @ts-expect-error
banUser(client, { reason: 'spam' })
// @ts-expect-error
createPoll(client, { title: 'Which?', duration: 60 })
// @ts-expect-error An id that is not known yet is none.
banUser(client, { user_id: maybeId })

// Ids that default to the signed-in user are left out or given; `undefined` is neither.
banUser(client, { user_id: '2' })
banUser(client, { broadcaster_id: '1', user_id: '2' })
getBannedUsers(client)
getChannelFollowers(client)
// @ts-expect-error
banUser(client, { broadcaster_id: undefined, user_id: '2' })
// @ts-expect-error
banUser(client, { broadcaster_id: maybeId, user_id: '2' })
// @ts-expect-error
getBannedUsers(client, { broadcaster_id: maybeId })
// @ts-expect-error
getChannelFollowers(client, { broadcaster_id: maybeId })
// @ts-expect-error
getUsers(client, { id: undefined })
// @ts-expect-error
getUsers(client, { login: maybeId })
// @ts-expect-error
getUserActiveExtensions(client, { user_id: maybeId })
// @ts-expect-error
deleteChatMessages(client, { message_id: maybeId })

// Without a user token, the same ids are required.
getBroadcasterSubscriptions(client)
getChatSettings(client)
// @ts-expect-error: without a user's token nobody is meant
getChatSettings(appClient)
getBroadcasterSubscriptions(appClient, { broadcaster_id: '1' })
sendChatMessage(client, { message: 'Hi' })
sendChatMessage(appClient, { broadcaster_id: '1', sender_id: '2', message: 'Hi' })
// @ts-expect-error
getBroadcasterSubscriptions(appClient)
// @ts-expect-error
getBroadcasterSubscriptions(appClient, {})
// @ts-expect-error
getBroadcasterSubscriptions(appClient, { user_id: '3' })
// @ts-expect-error
getBroadcasterSubscriptions(appClient, { broadcaster_id: maybeId })
// @ts-expect-error
sendChatMessage(appClient, { message: 'Hi' })
// @ts-expect-error
sendChatMessage(appClient, { broadcaster_id: '1', message: 'Hi' })
// @ts-expect-error It may turn out to be an app's.
sendChatMessage(userOrAppClient, { message: 'Hi' })
