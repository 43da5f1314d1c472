import {
  banUser,
  createClient,
  createPoll,
  getBannedUsers,
  getChannelFollowers,
  getFollowedStreams,
  implicitGrant,
  modifyChannelInformation,
  scopesFor,
  updateChatSettings,
} from 'tinyhelix'
import { keepingAnswers } from './answers.ts'
import { showWait } from './page/waitNotice.ts'
import { readTarget } from './target.ts'

export const target = readTarget()

// #region how it is done
const manage = [updateChatSettings, modifyChannelInformation, getBannedUsers, banUser, createPoll]
const scopes = scopesFor(getFollowedStreams, getChannelFollowers, ...manage)
export const auth = implicitGrant({ clientId: target.clientId, scopes })
export const client = createClient({ auth, ...target.network, fetch: keepingAnswers, onRateLimit: showWait })
// Then, before anything is shown: await auth.restore()
// #endregion
