import { cheermoteURL } from '../display/cheermoteURL.ts'
import { emoteURL } from '../display/emoteURL.ts'
import type { Cheermote } from '../endpoints/bits/getCheermotes.ts'
import type { ChatBadgeSet } from '../endpoints/chat/chatBadge.ts'
import type { EventBadge } from './parts/badge.ts'
import type { EventChatMessage } from './parts/chatMessage.ts'

/** A badge, ready to show. */
export interface MessageBadge {
  readonly title: string
  readonly url: string
}

/** A piece of a message, ready to show. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'emote'
      readonly id: string
      readonly name: string
      readonly url: string
      readonly animated: boolean
    }
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
}

/** An emote of another provider. */
export interface WordEmote {
  readonly id: string
  readonly url: string
  /** @defaultValue `false` */
  readonly animated?: boolean | undefined
}

/** Options of {@link messageParts}. */
export interface MessagePartsOptions {
  /**
   * The results of `getGlobalChatBadges` and `getChannelChatBadges`, in this order: the last of equal badges is used.
   * @defaultValue none
   */
  readonly badges?: readonly ChatBadgeSet[] | undefined
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
  },
  { badges = [], cheermotes = [], scale = 1, theme, animated = true, imagesURL, resolveWord }: MessagePartsOptions = {},
): MessageParts {
  const parts: MessagePart[] = []
  const addText = (text: string) => {
    const last = parts.at(-1)
    if (last?.type === 'text') parts.splice(-1, 1, { type: 'text', text: last.text + text })
    else if (text) parts.push({ type: 'text', text })
  }

  for (const { text, emote, cheermote, mention } of chat.message.fragments) {
    if (emote) {
      const { id, format } = emote
      const url = emoteURL(emote, { scale, theme, animated, imagesURL })
      parts.push({ type: 'emote', id, name: text, url, animated: animated && format.includes('animated') })
    } else if (cheermote) {
      const known = cheermotes.find(({ prefix }) => prefix.toLowerCase() === cheermote.prefix.toLowerCase())
      const url = known ? cheermoteURL(known, cheermote.bits, { scale, theme, animated }) : null
      parts.push({ type: 'cheermote', ...cheermote, url })
    } else if (mention) parts.push({ type: 'mention', user_id: mention.user_id, text })
    else {
      for (const word of text.split(resolveWord ? /(\s+)/ : /^/)) {
        const found = word.trim() && resolveWord?.(word)
        if (found) parts.push({ type: 'emote', id: found.id, name: word, url: found.url, animated: !!found.animated })
        else addText(word)
      }
    }
  }

  const shown = chat.badges.flatMap(({ set_id, id }) => {
    const sets = badges.filter(set => set.set_id === set_id)
    const badge = sets.flatMap(({ versions }) => versions.filter(version => version.id === id)).at(-1)
    return badge ? { title: badge.title, url: badge[`image_url_${scale === 3 ? 4 : scale}x`] } : []
  })
  return { badges: shown, color: chat.color || null, parts }
}
