import { isHelixError } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../scripted/script.ts'
import type { EndpointName } from './calls.ts'
import { endpoint, rowOf, validParams } from './endpoints.ts'
import { startTwitch } from './twitch.ts'

const twitch = await startTwitch()

type Refusal = readonly [what: string, name: EndpointName, status: number, message: string, code: string]

const refusals: readonly Refusal[] = [
  ['a missing scope with 400', 'startCommercial', 400, 'Missing scope: channel:edit:commercial', 'bad_request'],
  [
    'a missing scope with 400',
    'updateShieldModeStatus',
    400,
    'Missing scope: moderator:manage:shield_mode',
    'bad_request',
  ],
  [
    'a missing scope in other words',
    'sendChatMessage',
    401,
    'User access token requires the user:write:chat scope',
    'unauthorized',
  ],
  ['not live', 'startCommercial', 400, 'To start a commercial, the broadcaster must be streaming live.', 'bad_request'],
  ['a cooldown', 'startCommercial', 429, 'The broadcaster must wait for the cooldown.', 'rate_limited'],
  ['not live', 'snoozeNextAd', 400, 'The channel is not currently live.', 'bad_request'],
  ['no snoozes', 'snoozeNextAd', 429, 'Channel has no snoozes left.', 'rate_limited'],
  ['a wrong user with 401', 'getBroadcasterSubscriptions', 401, 'incorrect user authorization', 'unauthorized'],
  [
    'a moderator who asks for moderators',
    'getModerators',
    401,
    "The ID in broadcaster_id must match the user ID found in the request's OAuth token.",
    'unauthorized',
  ],
  ['a flag set too often', 'modifyChannelInformation', 409, 'Branded Content flag set too frequently', 'conflict'],
  ['a bad color', 'updateChatColor', 400, 'invalid color', 'bad_request'],
  ['a message that is too long', 'sendChatMessage', 422, 'The message is too large.', 'unprocessable'],
  ['an old message', 'deleteChatMessages', 404, 'The message was created more than 6 hours ago.', 'not_found'],
  [
    'a moderator’s message',
    'deleteChatMessages',
    400,
    "You may not delete another moderator's messages.",
    'bad_request',
  ],
  [
    'nobody watching',
    'sendShoutout',
    400,
    'The broadcaster is not streaming live or does not have one or more viewers.',
    'bad_request',
  ],
  ['a user who does not moderate', 'sendShoutout', 403, 'The user is not a moderator.', 'forbidden'],
  [
    'a cooldown',
    'sendShoutout',
    429,
    'The broadcaster may not send another Shoutout until the cooldown ends.',
    'rate_limited',
  ],
  ['already a moderator', 'addChannelModerator', 400, 'user is already a mod', 'bad_request'],
  ['a VIP', 'addChannelModerator', 422, 'The user is a VIP.', 'unprocessable'],
  ['no free place', 'addChannelVip', 409, 'Unable to add VIP. Visit the Achievements page.', 'conflict'],
  ['already a VIP', 'addChannelVip', 422, 'The user is already a VIP.', 'unprocessable'],
  ['VIPs not unlocked', 'addChannelVip', 425, 'Build a Community is incomplete.', 'http'],
  ['a category without clips', 'createClip', 403, 'restricted for this category', 'forbidden'],
  ['a channel without clips', 'createClip', 403, 'restricted for this channel', 'forbidden'],
  ['a user who may not clip', 'createClip', 403, 'User does not have permissions to clip here.', 'forbidden'],
  ['clips unavailable', 'createClip', 503, 'Clips are unavailable.', 'server_error'],
  ['already pinned', 'pinChatMessage', 409, 'The message is already pinned.', 'conflict'],
  ['no such message', 'pinChatMessage', 404, 'The message was not found.', 'not_found'],
  ['no such pin', 'updatePinnedChatMessage', 404, 'The message is not pinned.', 'not_found'],
  ['already raiding', 'startRaid', 409, 'The broadcaster is already in the process of raiding.', 'conflict'],
  ['raids too often', 'startRaid', 429, 'The broadcaster exceeded the number of raid requests.', 'rate_limited'],
  ['no raid', 'cancelRaid', 404, 'The broadcaster does not have a pending raid to cancel.', 'not_found'],
  [
    'AutoMod asked too often',
    'checkAutoModStatus',
    429,
    'The broadcaster exceeded the number of chat message checks that they may make.',
    'rate_limited',
  ],
  ['one video of several', 'deleteVideos', 401, 'The caller is not authorized to delete the video.', 'unauthorized'],
  ['an old recording', 'createClipFromVod', 500, 'Internal Server Error', 'server_error'],
  ['no videos at all', 'getVideosById', 404, 'The ID in id was not found.', 'not_found'],
  ['not live', 'createStreamMarker', 404, 'The user is not streaming live.', 'not_found'],
  [
    'a session that is not there yet',
    'createEventSubSubscription',
    400,
    'websocket transport session does not exist or has already disconnected',
    'bad_request',
  ],
  ['an equal subscription', 'createEventSubSubscription', 409, 'subscription already exists', 'conflict'],
  [
    'too many sockets',
    'createEventSubSubscription',
    429,
    'number of websocket transports limit exceeded',
    'rate_limited',
  ],
  [
    'too many of a kind',
    'createEventSubSubscription',
    429,
    'maximum subscriptions with type and condition exceeded',
    'rate_limited',
  ],
  ['banned already', 'banUser', 400, 'The user specified in the user_id field is already banned.', 'bad_request'],
  ['another moderator at work', 'banUser', 409, 'Please retry your request.', 'conflict'],
  ['not banned', 'unbanUser', 400, 'The user in the user_id query parameter is not banned.', 'bad_request'],
  ['another moderator at work', 'warnChatUser', 409, 'Please retry your request.', 'conflict'],
  ['a bad id', 'getChannelTeams', 500, 'Internal Server Error', 'server_error'],
  ['no verified phone number', 'sendWhisper', 401, 'The sender does not have a verified phone number.', 'unauthorized'],
  [
    'a recipient who refuses whispers',
    'sendWhisper',
    403,
    'The recipient does not allow whispers from strangers.',
    'forbidden',
  ],
]

describe('surprising errors of Twitch', () => {
  const attempt = async (name: EndpointName, answer: Answer) => {
    twitch.answer(answer)
    const { tokens } = rowOf(name)
    const kind = tokens.includes('user') ? 'user' : 'jwt'
    // The library repeats server errors, which this test is not about.
    const client = twitch.client(kind, { retry: (answer.status ?? 500) < 500 ? 2 : false })
    const error = await endpoint(name)(client, validParams(name, kind)[0]).then(null, (thrown: unknown) => thrown)
    if (!isHelixError(error)) throw error
    return { error, sent: twitch.take().length }
  }

  it.each(refusals)(
    'a refused call is sent once and rejects with Twitch’s message: %s (%s, %d): %s',
    async (_, name, status, message, code) => {
      const { error, sent } = await attempt(name, { status, json: { error: 'Error', status, message } })
      expect(error).toMatchObject({ code, status, detail: message })
      expect(sent).toBe(1)
    },
  )

  it.each([
    ['getExtensionChannelConfiguration', 404, 'Not Found', 'not_found'],
    ['sendChatMessage', 500, 'Internal Server Error', 'server_error'],
    ['sendShoutout', 500, 'Internal Server Error', 'server_error'],
    ['getSharedChatSession', 500, 'Internal Server Error', 'server_error'],
  ] as const)('the error has its name when there is no message (%s, %d)', async (name, status, error, code) => {
    const refusal = await attempt(name, { status, json: { error, status, message: '' } })
    expect(refusal.error).toMatchObject({ code, status, detail: error })
  })
})
