import { cheermoteURL } from '../display/cheermoteURL.ts'
import { emoteURL } from '../display/emoteURL.ts'
import type { Cheermote } from '../endpoints/bits/getCheermotes.ts'
import type { ChatBadgeSet } from '../endpoints/chat/chatBadge.ts'
import { isAction as isActionMessage } from './messageText.ts'
import type { EventBadge } from './parts/badge.ts'
import type { EventChatMessage } from './parts/chatMessage.ts'

/** A badge, ready to show. */
export interface MessageBadge {
  readonly title: string
  readonly url: string
}

/** An emote, ready to show. */
export interface MessageEmote {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly animated: boolean
}

/** A piece of a message, ready to show. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | (MessageEmote & {
      readonly type: 'emote'
      /** Emotes of another provider to show on top of this one, the lowest first; absent if there are none. */
      readonly overlays?: readonly MessageEmote[]
    })
  /** A GIF. `text` is its caption. */
  | { readonly type: 'gif'; readonly text: string; readonly url: string }
  | {
      readonly type: 'cheermote'
      readonly prefix: string
      readonly bits: number
      readonly tier: number
      /** `null` if it is not in `cheermotes`. */
      readonly url: string | null
    }
  | { readonly type: 'mention'; readonly user_id: string; readonly text: string }

/** A message, ready to show. */
export interface MessageParts {
  readonly badges: readonly MessageBadge[]
  /** The color of the chatter's name, such as `#00FF7F`; `null` if they never chose one. See {@link readableColor}. */
  readonly color: string | null
  readonly parts: readonly MessagePart[]
  /** Whether it is an action, which was typed as `/me` and is shown in the color of its author. */
  readonly isAction: boolean
  /**
   * The name of the channel of a shared chat in which it was sent; its id if the name is not known, `null` if it was sent
   * in this channel. Its badges are those of that channel.
   */
  readonly source: string | null
}

/** An emote of another provider. */
export interface WordEmote {
  readonly id: string
  readonly url: string
  /** @defaultValue `false` */
  readonly animated?: boolean | undefined
  /** Whether it is shown on top of the emote before it. @defaultValue `false` */
  readonly zeroWidth?: boolean | undefined
}

/** Options of {@link messageParts}. */
export interface MessagePartsOptions {
  /**
   * The results of `getGlobalChatBadges` and `getChannelChatBadges`, in this order: the last of equal badges is used.
   * @defaultValue none
   */
  readonly badges?: readonly ChatBadgeSet[] | undefined
  /**
   * The same of the other channel, for a message that was sent in another channel of a shared chat.
   * @defaultValue `badges`
   */
  readonly sourceBadges?: readonly ChatBadgeSet[] | undefined
  /**
   * Whether GIFs are parts of their own. Otherwise their captions are text. A page's Content-Security-Policy must allow
   * their hosts, such as `img-src https://*.giphy.com`.
   * @defaultValue `true`
   */
  readonly gifs?: boolean | undefined
  /** The result of `getCheermotes`. @defaultValue none */
  readonly cheermotes?: readonly Cheermote[] | undefined
  /** The size of images. Emotes: 28, 56 or 112 pixels; badges: 18, 36 or 72. @defaultValue `1` */
  readonly scale?: 1 | 2 | 3 | undefined
  /** The background for which images are selected. @defaultValue `'dark'` */
  readonly theme?: 'dark' | 'light' | undefined
  /** Selects animated images, if there are any. @defaultValue `true` */
  readonly animated?: boolean | undefined
  /**
   * Where the images of emotes are: that of a fake Twitch is in `networkAt`.
   * @defaultValue Twitch's, `https://static-cdn.jtvnw.net`
   */
  readonly imagesURL?: string | undefined
  /** Returns the emote of another provider for a word, such as one of 7TV, BTTV or FFZ. @defaultValue none */
  readonly resolveWord?: ((word: string) => WordEmote | null | undefined) | undefined
}

/**
 * Converts a chat message to parts that you can show: its pieces, badges and color, with the URLs of all images.
 *
 * @param chat - The event of `channelChatMessage` or `channelChatNotification`.
 * @example
 * ```ts
 * import { type ChannelChatMessageEvent, messageParts } from 'tinyhelix/eventsub'
 *
 * function paragraph(event: ChannelChatMessageEvent) {
 *   const element = document.createElement('p')
 *   for (const part of messageParts(event, { scale: 2 }).parts) {
 *     if (part.type === 'emote') element.append(Object.assign(new Image(), { src: part.url, alt: part.name }))
 *     else element.append(part.type === 'cheermote' ? `${part.prefix}${part.bits}` : part.text)
 *   }
 *   return element
 * }
 * ```
 */
export function messageParts(
  chat: {
    readonly message: EventChatMessage
    readonly badges: readonly EventBadge[]
    readonly color: string | null
    readonly source_broadcaster_user_id?: string | null | undefined
    readonly source_broadcaster_user_name?: string | null | undefined
    readonly source_badges?: readonly EventBadge[] | null | undefined
  },
  {
    badges = [],
    sourceBadges = badges,
    gifs = true,
    cheermotes = [],
    scale = 1,
    theme,
    animated = true,
    imagesURL,
    resolveWord,
  }: MessagePartsOptions = {},
): MessageParts {
  const parts: MessagePart[] = []
  const addText = (text: string) => {
    const last = parts.at(-1)
    if (last?.type === 'text') parts.splice(-1, 1, { type: 'text', text: last.text + text })
    else if (text) parts.push({ type: 'text', text })
  }

  const addEmote = (name: string, { id, url, animated = false, zeroWidth }: WordEmote) => {
    // Only a space may be between an emote and what is shown on top of it.
    const last = parts.at(-1)
    const isSpaced = last?.type === 'text' && !last.text.trim()
    const below = parts.at(isSpaced ? -2 : -1)
    const emote = { id, name, url, animated }
    if (zeroWidth && below?.type === 'emote') {
      parts.splice(isSpaced ? -2 : -1, 2, { ...below, overlays: [...(below.overlays ?? []), emote] })
    } else parts.push({ type: 'emote', ...emote })
  }

  const isAction = isActionMessage(chat.message)
  for (const { text, emote, cheermote, mention, gif } of chat.message.fragments) {
    if (emote) {
      const { id, format } = emote
      const url = emoteURL(emote, { scale, theme, animated, imagesURL })
      parts.push({ type: 'emote', id, name: text, url, animated: animated && format.includes('animated') })
    } else if (cheermote) {
      const known = cheermotes.find(({ prefix }) => prefix.toLowerCase() === cheermote.prefix.toLowerCase())
      const url = known ? cheermoteURL(known, cheermote.bits, { scale, theme, animated }) : null
      parts.push({ type: 'cheermote', ...cheermote, url })
    } else if (mention) parts.push({ type: 'mention', user_id: mention.user_id, text })
    else if (gif && gifs) parts.push({ type: 'gif', text, url: gif.url })
    else {
      for (const word of text.split(resolveWord ? /(\s+)/ : /^/)) {
        const found = word.trim() && resolveWord?.(word)
        if (found) addEmote(word, found)
        else addText(word)
      }
    }
  }

  const source = chat.source_broadcaster_user_id
    ? chat.source_broadcaster_user_name || chat.source_broadcaster_user_id
    : null
  const known = source === null ? badges : sourceBadges
  const shown = ((source !== null && chat.source_badges) || chat.badges).flatMap(({ set_id, id }) => {
    const sets = known.filter(set => set.set_id === set_id)
    const badge = sets.flatMap(({ versions }) => versions.filter(version => version.id === id)).at(-1)
    return badge ? { title: badge.title, url: badge[`image_url_${scale === 3 ? 4 : scale}x`] } : []
  })
  return { badges: shown, color: chat.color || null, parts, isAction, source }
}
