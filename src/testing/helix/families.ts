/**
 * Every endpoint, answered from the fake's own memory. One of the library's that no family answers is a mistake, which
 * is told when a fake is made.
 *
 * To add a family:
 *
 * 1. Make a file of its name here, which exports a `Family`: a list of `answer(endpoint, handler)`. A handler gets the
 *    endpoint's parameters, checked and typed, and returns rows of the type that the endpoint promises, through
 *    `data(rows)`, `one(row)`, `page(rows)`, `noContent`, … of `answer.ts` and its context.
 * 2. Keep what can change in a `perChannel(make)` or `perWorld(make)` of `world/world.ts`: it is made when first asked
 *    for, and each fake has its own. What several families share lives in `world/`.
 * 3. Add the family to the list below.
 *
 * Before a handler runs, the token, its kind and scopes, the ids that must be the user's own (or of a channel that the
 * user moderates), and every parameter have been checked from the endpoint's description; `access.ts` holds the few
 * exceptions. A handler turns a request down with `refuse(status, message)`.
 */
import { ads } from './ads.ts'
import { analytics } from './analytics.ts'
import { announcements } from './announcements.ts'
import { authorizations } from './authorizations.ts'
import { autoMod } from './autoMod.ts'
import { badges } from './badges.ts'
import { bans } from './bans.ts'
import { bitsLeaderboard } from './bitsLeaderboard.ts'
import { blockedTerms } from './blockedTerms.ts'
import { blocks } from './blocks.ts'
import { channels } from './channels.ts'
import { charity } from './charity.ts'
import { chat } from './chat.ts'
import { chatCleaning } from './chatCleaning.ts'
import { chatColors } from './chatColors.ts'
import { chatSettings } from './chatSettings.ts'
import { cheermotes } from './cheermotes.ts'
import { conduits } from './conduits.ts'
import { contentLabels } from './contentLabels.ts'
import { createdClips } from './createdClips.ts'
import { drops } from './drops.ts'
import { editors } from './editors.ts'
import { emotes } from './emotes.ts'
import { eventSub } from './eventSub.ts'
import { extensionChannels } from './extensionChannels.ts'
import { extensionConfiguration } from './extensionConfiguration.ts'
import { extensionDetails } from './extensionDetails.ts'
import { extensionMessages } from './extensionMessages.ts'
import { extensionProducts } from './extensionProducts.ts'
import { extensionSecrets } from './extensionSecrets.ts'
import { follows } from './follows.ts'
import { games } from './games.ts'
import { goals } from './goals.ts'
import { guestStar } from './guestStar.ts'
import { heldMessages } from './heldMessages.ts'
import { hypeTrain } from './hypeTrain.ts'
import { markers } from './markers.ts'
import { moderators } from './moderators.ts'
import { pins } from './pins.ts'
import { polls } from './polls.ts'
import { powerUps } from './powerUps.ts'
import { predictions } from './predictions.ts'
import { raids } from './raids.ts'
import { redemptions } from './redemptions.ts'
import { rewards } from './rewards.ts'
import type { Family } from './route.ts'
import { schedule } from './schedule.ts'
import { scheduleWriting } from './scheduleWriting.ts'
import { search } from './search.ts'
import { shieldMode } from './shieldMode.ts'
import { streamKey } from './streamKey.ts'
import { streams } from './streams.ts'
import { subscriptions } from './subscriptions.ts'
import { suspiciousUsers } from './suspiciousUsers.ts'
import { teams } from './teams.ts'
import { unbanRequests } from './unbanRequests.ts'
import { userExtensions } from './userExtensions.ts'
import { users } from './users.ts'
import { videos } from './videos.ts'
import { vips } from './vips.ts'
import { warnings } from './warnings.ts'
import { whispers } from './whispers.ts'

export const families: readonly Family[] = [
  ads,
  analytics,
  announcements,
  authorizations,
  autoMod,
  badges,
  bans,
  bitsLeaderboard,
  blockedTerms,
  blocks,
  channels,
  charity,
  chat,
  chatCleaning,
  chatColors,
  chatSettings,
  cheermotes,
  conduits,
  contentLabels,
  createdClips,
  drops,
  editors,
  emotes,
  eventSub,
  extensionChannels,
  extensionConfiguration,
  extensionDetails,
  extensionMessages,
  extensionProducts,
  extensionSecrets,
  follows,
  games,
  goals,
  guestStar,
  heldMessages,
  hypeTrain,
  markers,
  moderators,
  pins,
  polls,
  powerUps,
  predictions,
  raids,
  redemptions,
  rewards,
  schedule,
  scheduleWriting,
  search,
  shieldMode,
  streamKey,
  streams,
  subscriptions,
  suspiciousUsers,
  teams,
  unbanRequests,
  userExtensions,
  users,
  videos,
  vips,
  warnings,
  whispers,
]
