import type { AutoModSettings } from '../../endpoints/moderation/autoModSettings.ts'
import { checkAutoModStatus } from '../../endpoints/moderation/checkAutoModStatus.ts'
import { getAutoModSettings } from '../../endpoints/moderation/getAutoModSettings.ts'
import { manageHeldAutoModMessages } from '../../endpoints/moderation/manageHeldAutoModMessages.ts'
import { updateAutoModSettings } from '../../endpoints/moderation/updateAutoModSettings.ts'
import type { EventHeldMessage } from '../../eventsub/parts/heldMessage.ts'
import { automodMessageHold } from '../../eventsub/types/automodMessageHold.ts'
import { automodMessageHoldV1 } from '../../eventsub/types/automodMessageHoldV1.ts'
import { automodMessageUpdate } from '../../eventsub/types/automodMessageUpdate.ts'
import { automodMessageUpdateV1 } from '../../eventsub/types/automodMessageUpdateV1.ts'
import { automodSettingsUpdate } from '../../eventsub/types/automodSettingsUpdate.ts'
import { channelChatMessage } from '../../eventsub/types/channelChatMessage.ts'
import { channelChatUserMessageHold } from '../../eventsub/types/channelChatUserMessageHold.ts'
import { channelChatUserMessageUpdate } from '../../eventsub/types/channelChatUserMessageUpdate.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent, one } from '../wire/helix/response.ts'
import { type Call, type Context, route } from '../wire/helix/route.ts'
import { moderates } from '../world/roles.ts'
import type { Person } from '../world/users.ts'
import { hour, minute, perChannel, perWorld, timestamp, type World } from '../world/world.ts'
import { blockedTermsOf } from './blockedTerms.ts'
import { type ChatMessage, inPiecesForModerators, messageEvent, messagesOf } from './chatMessages.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { byModerator, ofChannel, ofUser } from './people.ts'

const tooMany = 'The broadcaster exceeded the number of chat message checks that they may make.'

/** How often messages can be checked in a minute and in an hour. */
const spendChecking = {
  '': [allowance(5, minute, tooMany), allowance(50, hour, tooMany)],
  affiliate: [allowance(10, minute, tooMany), allowance(100, hour, tooMany)],
  partner: [allowance(30, minute, tooMany), allowance(300, hour, tooMany)],
}

type Levels = Omit<AutoModSettings, 'broadcaster_id' | 'moderator_id' | 'overall_level'>

/** The single levels that one overall level stands for. */
const levelsOf = (overall: number): Levels => ({
  disability: overall,
  aggression: Math.max(0, overall - 1),
  sexuality_sex_or_gender: overall,
  misogyny: overall,
  bullying: Math.max(0, overall - 2),
  swearing: Math.max(0, overall - 3),
  race_ethnicity_or_religion: overall,
  sex_based_terms: Math.max(0, overall - 2),
})

/** How strict AutoMod is in a channel. May be changed. */
const autoModOf = perChannel((): { overall: number | null; levels: Levels } => ({
  overall: 2,
  levels: levelsOf(2),
}))

/** The words that the fake's AutoMod finds, with their category, setting and severity. */
const known: Readonly<Record<string, readonly [category: string, level: keyof Levels, severity: number]>> = {
  blast: ['aggressive', 'aggression', 4],
  dang: ['aggressive', 'aggression', 4],
  darn: ['aggressive', 'aggression', 4],
  heck: ['swearing', 'swearing', 4],
}

/** The position of a match in a text: its first and last character. */
interface Boundary {
  readonly start_pos: number
  readonly end_pos: number
}

/** The reason why a message is held. */
type Finding =
  | { readonly reason: 'automod'; readonly category: string; readonly level: number; readonly boundary: Boundary }
  | { readonly reason: 'blocked_term'; readonly termId: string; readonly boundary: Boundary }

/** Finds a term as a whole word. `*` in it stands for any ending. */
function boundaryOf(term: string, text: string): Boundary | null {
  const pattern = term.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[\\p{L}\\p{N}_]*')
  const [found, before = '', said = ''] =
    new RegExp(`(^|[^\\p{L}\\p{N}_])(${pattern})(?![\\p{L}\\p{N}_])`, 'iu').exec(text) ?? []
  if (found === undefined) return null
  const start_pos = text.indexOf(found) + before.length
  return { start_pos, end_pos: start_pos + said.length - 1 }
}

/** Returns why AutoMod holds a message until a moderator decides, or `null` if it does not. */
export function findingIn(world: World, channelId: string, text: string): Finding | null {
  for (const { id, text: term } of blockedTermsOf(world, channelId)) {
    const boundary = boundaryOf(term, text)
    if (boundary) return { reason: 'blocked_term', termId: id, boundary }
  }
  const { levels } = autoModOf(world, channelId)
  for (const [word, [category, key, level]] of Object.entries(known)) {
    const boundary = boundaryOf(word, text)
    // A channel's level 1 holds the most serious words only, level 4 holds all, and level 0 none.
    if (boundary && level + levels[key] > 4) return { reason: 'automod', category, level, boundary }
  }
  return null
}

/** A message that waits for a moderator. */
interface HeldMessage extends Pick<ChatMessage, 'id' | 'sender' | 'text' | 'parent'> {
  readonly channel: Person
  readonly finding: Finding
  /** In milliseconds since 1970. */
  readonly heldAt: number
}

/** The held messages by id. Decisions are not stored here. May be changed. */
const heldMessagesOf = perWorld(() => new Map<string, HeldMessage>())

/** The ids of messages that have been decided. */
const decidedIn = perWorld(() => new Set<string>())

/** The fields of all events of a held message. */
const heldEvent = (world: World, { id, channel, sender, text }: HeldMessage) => ({
  ...ofChannel(channel),
  ...ofUser(sender),
  message_id: id,
  message: inPiecesForModerators(world, channel, text),
})

/** The additional fields of events for moderators. */
function forModerators(world: World, held: HeldMessage) {
  const { finding } = held
  const isTerm = finding.reason === 'blocked_term'
  return {
    ...heldEvent(world, held),
    held_at: timestamp(held.heldAt),
    reason: finding.reason,
    automod: isTerm ? null : { category: finding.category, level: finding.level, boundaries: [finding.boundary] },
    blocked_term: isTerm
      ? {
          terms_found: [
            { term_id: finding.termId, boundary: finding.boundary, owner_broadcaster_user_id: held.channel.id },
          ],
        }
      : null,
  }
}

/** The same in version 1, which has no blocked terms. */
function forModeratorsV1(world: World, held: HeldMessage) {
  const { finding } = held
  if (finding.reason === 'blocked_term') return null
  const { category, level } = finding
  return { ...heldEvent(world, held), held_at: timestamp(held.heldAt), category, level }
}

/** Holds a message, and notifies its author and the moderators. */
export function holdMessage({ world, emit }: Pick<Call, 'world' | 'emit'>, held: HeldMessage): void {
  heldMessagesOf(world).set(held.id, held)
  const first = forModeratorsV1(world, held)
  emit(automodMessageHold, forModerators(world, held))
  if (first) emit(automodMessageHoldV1, first)
  emit(channelChatUserMessageHold, heldEvent(world, held))
}

/** Sends the decision of a moderator. */
function messageDecided({ world, emit, actor }: Context<unknown>, held: HeldMessage, status: string): void {
  const outcome = { ...byModerator(actor), status }
  const first = forModeratorsV1(world, held)
  emit(automodMessageUpdate, { ...forModerators(world, held), ...outcome })
  if (first) emit(automodMessageUpdateV1, { ...first, ...outcome })
  emit(channelChatUserMessageUpdate, { ...heldEvent(world, held), status })
}

/** Holds the message of an event. */
function hold(
  {
    world,
    channel,
    event,
    person,
    at,
  }: Emission<Pick<EventHeldMessage, 'user_id' | 'message_id' | 'message' | 'held_at'>>,
  finding: Finding,
): void {
  const sender = person(event.user_id)
  if (!sender) return
  const { message_id: id, message } = event
  const heldAt = at(event.held_at)
  heldMessagesOf(world).set(id, { id, channel, sender, text: message.text, parent: null, finding, heldAt })
}

/** Shows a held message, unless it is shown already. */
function release(world: World, { id, sender, text, parent, channel }: HeldMessage): void {
  const all = messagesOf(world, channel.id)
  if (all.has(id)) return
  all.set(id, { id, sender, text, parent, sentAt: world.now(), isDeleted: false })
}

/** Decides a held message as an event says. */
function decide({ world, event }: Emission<{ readonly message_id: string; readonly status: string }>): void {
  const held = heldMessagesOf(world).get(event.message_id)
  if (!held) return
  decidedIn(world).add(held.id)
  if (event.status.toLowerCase() === 'approved') release(world, held)
}

export const autoMod: Feature = [
  route(getAutoModSettings, ({ world, broadcaster, actor }) => {
    const { overall, levels } = autoModOf(world, broadcaster.id)
    return one({ broadcaster_id: broadcaster.id, moderator_id: actor.id, overall_level: overall, ...levels })
  }),
  route(updateAutoModSettings, ({ world, params, broadcaster, actor, emit }) => {
    const settings = autoModOf(world, broadcaster.id)
    const { overall_level, broadcaster_id: _, moderator_id: __, ...given } = params
    if (overall_level !== undefined) {
      settings.overall = overall_level
      settings.levels = levelsOf(overall_level)
    } else {
      // Levels that are not named are turned off, as this replaces all settings.
      settings.overall = null
      settings.levels = { ...levelsOf(0), ...JSON.parse(JSON.stringify(given)) }
    }
    const shown = { overall_level: settings.overall, ...settings.levels }
    emit(automodSettingsUpdate, { ...ofChannel(broadcaster), ...byModerator(actor), ...shown })
    return one({ broadcaster_id: broadcaster.id, moderator_id: actor.id, ...shown })
  }),
  route(checkAutoModStatus, ({ world, params, broadcaster }) => {
    for (const spend of spendChecking[broadcaster.broadcaster_type]) spend(world, broadcaster.id)
    return data(
      params.messages.map(({ msg_id, msg_text }) => ({
        msg_id,
        is_permitted: !findingIn(world, broadcaster.id, msg_text),
      })),
    )
  }),
  route(manageHeldAutoModMessages, context => {
    const { world, params, actor, emit } = context
    // Any id is accepted, because emitted events invent ids of held messages. Each id is decided once.
    const decided = decidedIn(world)
    const held = heldMessagesOf(world).get(params.msg_id)
    if (held && !moderates(world, actor.id, held.channel.id)) {
      refuse(403, "The user in user_id is not one of the broadcaster's moderators.")
    }
    if (decided.has(params.msg_id)) refuse(400, 'The message was already processed.')
    decided.add(params.msg_id)
    if (!held) return noContent
    const isAllowed = params.action === 'ALLOW'
    messageDecided(context, held, isAllowed ? 'approved' : 'denied')
    if (isAllowed) {
      release(world, held)
      emit(channelChatMessage, messageEvent(world, held.channel, held))
    }
    return noContent
  }),
  onEvent(automodSettingsUpdate, ({ world, channel, event }) => {
    const settings = autoModOf(world, channel.id)
    const { overall_level, bullying, disability, race_ethnicity_or_religion, misogyny, aggression, swearing } = event
    const { sexuality_sex_or_gender, sex_based_terms } = event
    settings.overall = overall_level
    settings.levels = {
      bullying,
      disability,
      race_ethnicity_or_religion,
      misogyny,
      aggression,
      swearing,
      sexuality_sex_or_gender,
      sex_based_terms,
    }
  }),
  onEvent(automodMessageHold, emission => {
    const { automod, blocked_term, message } = emission.event
    const [term] = blocked_term?.terms_found ?? []
    const whole = { start_pos: 0, end_pos: Math.max(0, message.text.length - 1) }
    hold(
      emission,
      term
        ? { reason: 'blocked_term', termId: term.term_id, boundary: term.boundary }
        : {
            reason: 'automod',
            category: automod?.category ?? '',
            level: automod?.level ?? 0,
            boundary: automod?.boundaries[0] ?? whole,
          },
    )
  }),
  onEvent(automodMessageHoldV1, emission => {
    const { category, level, message } = emission.event
    const boundary = { start_pos: 0, end_pos: Math.max(0, message.text.length - 1) }
    hold(emission, { reason: 'automod', category, level, boundary })
  }),
  onEvent(automodMessageUpdate, decide),
  onEvent(automodMessageUpdateV1, decide),
]
