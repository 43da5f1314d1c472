import { type AnyToken, anyToken, type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { text } from '../../schema/parameters.ts'

export interface SearchCategoriesParams extends PageParams {
  /** Words that must all be in the name, in any order; not empty. Case does not matter. */
  query: string
}

/** A category whose name matches. */
export interface CategorySearchResult {
  id: string
  name: string
  /** The URL of the cover at a fixed size of 52 × 72 pixels, without placeholders. */
  box_art_url: string
}

/**
 * Categories whose name contains every word of the query. `await` returns the first page, `for await` iterates over the
 * rows of all pages.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/search#search-categories
 * @example
 * ```ts
 * import { type HelixClient, searchCategories } from 'tinyhelix'
 *
 * async function suggest(client: HelixClient, typed: string) {
 *   return await searchCategories(client, { query: typed, first: 10 })
 * }
 * ```
 */
export const searchCategories: PageEndpoint<SearchCategoriesParams, CategorySearchResult, AnyToken> = page({
  path: '/search/categories',
  tokens: anyToken,
  public: true,
  params: { query: text(1) },
  maxFirst: 100,
  item: object<CategorySearchResult>({ id: string, name: string, box_art_url: string }),
  staleTime: 60_000,
})
