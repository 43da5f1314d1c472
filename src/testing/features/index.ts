/**
 * What the fake has of Twitch's features: what it keeps, the endpoints that it answers from that, and the events that
 * writes cause. Any other endpoint is answered from its description: see `../wire/helix/describedRoute.ts`.
 *
 * To add a feature:
 *
 * 1. Make a file of its name here, which exports a `Feature`: a list of `route(endpoint, handler)`. A handler gets the
 *    endpoint's parameters, checked and typed, and returns rows of the type that the endpoint promises, through
 *    `data(rows)`, `one(row)`, `page(rows)`, `noContent`, … of `../wire/helix/response.ts` and its context. It sends what
 *    the write causes with `emit(type, event)`, after the answer.
 * 2. Keep what can change in a `perChannel(make)` or `perWorld(make)` of `../world/world.ts`: it is made when first asked
 *    for, and each fake has its own. What happens later by itself is planned with `../world/scheduledChanges.ts`.
 * 3. Add the feature's line below.
 *
 * Before a handler runs, the token, its kind and scopes, the ids that must be the user's own (or of a channel that the
 * user moderates), and every parameter have been checked from the endpoint's description; `../wire/helix/access.ts` holds
 * the few exceptions. A handler turns a request down with `refuse(status, message)`.
 */
export { ads } from './ads.ts'
export { analytics } from './analytics.ts'
export { announcements } from './announcements.ts'
export { authorizations } from './authorizations.ts'
export { autoMod } from './autoMod.ts'
export { badges } from './badges.ts'
export { bans } from './bans.ts'
export { bitsLeaderboard } from './bitsLeaderboard.ts'
export { blockedTerms } from './blockedTerms.ts'
export { blocks } from './blocks.ts'
export { channels } from './channels.ts'
export { charity } from './charity.ts'
export { chat } from './chat.ts'
export { chatColors } from './chatColors.ts'
export { chatMessages } from './chatMessages.ts'
export { chatSettings } from './chatSettings.ts'
export { cheermotes } from './cheermotes.ts'
export { clips } from './clips.ts'
export { conduits } from './conduits.ts'
export { contentLabels } from './contentLabels.ts'
export { drops } from './drops.ts'
export { editors } from './editors.ts'
export { emotes } from './emotes.ts'
export { eventSub } from './eventSub.ts'
export { extensionConfiguration } from './extensionConfiguration.ts'
export { extensionMessages } from './extensionMessages.ts'
export { extensionProducts } from './extensionProducts.ts'
export { extensionSecrets } from './extensionSecrets.ts'
export { extensions } from './extensions.ts'
export { follows } from './follows.ts'
export { games } from './games.ts'
export { goals } from './goals.ts'
export { guestStar } from './guestStar.ts'
export { hypeTrain } from './hypeTrain.ts'
export { markers } from './markers.ts'
export { moderation } from './moderation.ts'
export { moderators } from './moderators.ts'
export { pins } from './pins.ts'
export { polls } from './polls.ts'
export { powerUps } from './powerUps.ts'
export { predictions } from './predictions.ts'
export { raids } from './raids.ts'
export { redemptions } from './redemptions.ts'
export { rewards } from './rewards.ts'
export { schedule } from './schedule.ts'
export { search } from './search.ts'
export { sharedChat } from './sharedChat.ts'
export { shieldMode } from './shieldMode.ts'
export { shoutouts } from './shoutouts.ts'
export { streamKey } from './streamKey.ts'
export { streams } from './streams.ts'
export { subscriptions } from './subscriptions.ts'
export { suspiciousUsers } from './suspiciousUsers.ts'
export { teams } from './teams.ts'
export { unbanRequests } from './unbanRequests.ts'
export { userExtensions } from './userExtensions.ts'
export { users } from './users.ts'
export { videos } from './videos.ts'
export { vips } from './vips.ts'
export { warnings } from './warnings.ts'
export { whispers } from './whispers.ts'
