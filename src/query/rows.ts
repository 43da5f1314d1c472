/** A row whose fields are not known to the compiler. */
export type Row = Readonly<Record<string, unknown>>

/** The row of an answer `R`: the single one, or one of the list. */
export type RowOf<R> = R extends readonly (infer T)[] ? T : NonNullable<R>

/**
 * The lists of rows in an answer: one for each page of an infinite query, else a single one. A single answer is a list
 * of one row, and `null` a list without rows.
 */
export const rowsOf = (answer: unknown): readonly (readonly Row[])[] => {
  const { pages } = Object(answer)
  return Array.isArray(pages) ? pages.map(page => page.data) : [[answer ?? []].flat() as Row[]]
}

/**
 * The same answer with other lists of rows. Pages whose list is the same stay the same objects, unless `change` returns
 * another one.
 */
export const withRows = (
  answer: unknown,
  lists: readonly (readonly unknown[] | undefined)[],
  change: (page: Row) => Row = page => page,
): unknown => {
  const { pages } = Object(answer)
  if (!Array.isArray(pages)) return Array.isArray(answer) ? lists[0] : (lists[0]?.[0] ?? null)
  const changed = pages.map((page, index) =>
    change(lists[index] === page.data ? page : { ...page, data: lists[index] }),
  )
  return { ...Object(answer), pages: changed }
}
