import { type OptimisticEndpoint, voidResult } from '../../endpoint.ts'
import { atLeastOne } from '../../request/rules.ts'
import { listOf } from '../../schema/listOf.ts'
import { array, boolean, object, optional } from '../../schema/object.ts'
import { choice, integer, parameter, self, text } from '../../schema/parameters.ts'

/** Switches a content classification label on or off. */
export interface ContentClassificationLabelSetting {
  id:
    | 'DebatedSocialIssuesAndPolitics'
    | 'DrugsIntoxication'
    | 'SexualThemes'
    | 'ViolentGraphic'
    | 'Gambling'
    | 'ProfanityVulgarity'
  is_enabled: boolean
}

export interface ModifyChannelInformationParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The category; `''` or `'0'` for none. */
  game_id?: string | undefined
  /** An ISO 639-1 code, or `other`. Twitch ignores a language that it does not support. */
  broadcaster_language?: string | undefined
  /** Not empty. */
  title?: string | undefined
  /** Stream delay of 0 to 900 seconds; for partners only. */
  delay?: number | undefined
  /**
   * All tags of the channel, which replace the present ones: up to 10 tags of up to 25 characters each, without spaces
   * or special characters. Twitch shows them in the given case. `[]` removes all tags.
   */
  tags?: readonly string[] | undefined
  /** Labels to switch on or off. Labels that are left out do not change. */
  content_classification_labels?: readonly ContentClassificationLabelSetting[] | undefined
  /** Whether the stream has branded content. */
  is_branded_content?: boolean | undefined
}

/**
 * Changes at least one of title, category, language, delay, tags and labels of your channel.
 *
 * Takes a user token with the scope `channel:manage:broadcast`. If Twitch refuses one of several changes, such as a tag
 * that AutoMod blocks or a delay without partner status, it makes none of them: the call rejects with `bad_request`.
 * Rejects with `forbidden` for a label that the category sets, or that the user may not set. Rejects with `conflict` or
 * `rate_limited` if branded content was switched too often.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channels#modify-channel-information
 * @example
 * ```ts
 * import { type HelixClient, modifyChannelInformation } from 'tinyhelix'
 *
 * async function startCoding(client: HelixClient, title: string) {
 *   await modifyChannelInformation(client, { title, game_id: '1469308723', tags: ['English', 'TypeScript'] })
 * }
 * ```
 */
export const modifyChannelInformation: OptimisticEndpoint<ModifyChannelInformationParams, void> = voidResult({
  method: 'PATCH',
  path: '/channels',
  scopes: ['channel:manage:broadcast'],
  params: {
    broadcaster_id: self,
    game_id: optional(text()),
    broadcaster_language: optional(text(1)),
    title: optional(text(1)),
    delay: optional(integer(0, 900)),
    tags: optional(
      listOf(
        parameter<string>(
          'a tag of 1 to 25 letters and digits',
          value => typeof value === 'string' && /^[^\s!-/:-@[-`{-~]{1,25}$/u.test(value),
        ),
        0,
        10,
      ),
    ),
    content_classification_labels: optional(
      array(
        object<ContentClassificationLabelSetting>({
          id: choice(
            'DebatedSocialIssuesAndPolitics',
            'DrugsIntoxication',
            'SexualThemes',
            'ViolentGraphic',
            'Gambling',
            'ProfanityVulgarity',
          ),
          is_enabled: boolean,
        }),
      ),
    ),
    is_branded_content: optional(boolean),
  },
  rules: [
    atLeastOne(
      'game_id',
      'broadcaster_language',
      'title',
      'delay',
      'tags',
      'content_classification_labels',
      'is_branded_content',
    ),
  ],
  query: ['broadcaster_id'],
  invalidates: ['/channels', '/streams', '/streams/followed', '/search/channels'],
  optimistic: true,
})
