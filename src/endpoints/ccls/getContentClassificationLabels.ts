import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { parameter } from '../../schema/parameters.ts'

export interface GetContentClassificationLabelsParams {
  /** The language of name and description: a language and a country, such as `de-DE`. @defaultValue `'en-US'` */
  locale?: string | undefined
}

/** A label that warns viewers of a kind of content. */
export interface ContentClassificationLabel {
  /** The id that channels have and `modifyChannelInformation` takes, such as `Gambling`. */
  id: string
  description: string
  name: string
}

/**
 * All content classification labels. `MatureGame` is one of them, but the category sets it: nobody else can.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/ccls#get-content-classification-labels
 * @example
 * ```ts
 * import { type HelixClient, getContentClassificationLabels } from 'tinyhelix'
 *
 * async function labelNames(client: HelixClient) {
 *   const labels = await getContentClassificationLabels(client, { locale: 'de-DE' })
 *   return new Map(labels.map(({ id, name }) => [id, name]))
 * }
 * ```
 */
export const getContentClassificationLabels: Endpoint<
  GetContentClassificationLabelsParams,
  ContentClassificationLabel[],
  AnyToken
> = list({
  path: '/content_classification_labels',
  tokens: anyToken,
  public: true,
  params: {
    locale: optional(
      parameter<string>(
        'a locale such as de-DE',
        value => typeof value === 'string' && /^[a-z]{2}-[A-Z]{2}$/.test(value),
      ),
    ),
  },
  item: object<ContentClassificationLabel>({ id: string, description: string, name: string }),
  staleTime: 3_600_000,
})
