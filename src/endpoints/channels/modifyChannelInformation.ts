import { type OptimisticEndpoint, voidResult } from '../../endpoint.ts'
import { atLeastOne } from '../../request/rules.ts'
import { listOf } from '../../schema/listOf.ts'
import { array, boolean, object, optional } from '../../schema/object.ts'
import { choice, integer, parameter, self, text } from '../../schema/parameters.ts'

/** Whether a channel is to carry a content classification label. */
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
  /** @defaultValue the signed-in user; Twitch takes no other */
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
   * All tags from now on, in the case in which they are to be shown: up to 10 of up to 25 characters, no spaces or
   * special characters. `[]` clears them.
   */
  tags?: readonly string[] | undefined
  /** Labels to switch on or off; those left out stay as they are. */
  content_classification_labels?: readonly ContentClassificationLabelSetting[] | undefined
  is_branded_content?: boolean | undefined
}

/**
 * Changes what your channel shows: at least one of title, category, language, delay, tags and labels.
 *
 * Takes a user token with the scope `channel:manage:broadcast`. Of several changes, one that Twitch refuses, such as a
 * tag that fails AutoMod or a delay without partner status, refuses all (`bad_request`). `forbidden`: a label that
 * comes with the category, or that the user may not set. `conflict` or `rate_limited`: branded content was switched
 * too often.
 *
 * @see https://dev.twitch.tv/docs/api/reference#modify-channel-information
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
