/** A list in another order each time, so that nothing always has the warmer or the cooler machine. */
export const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map(value => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)

/** The value below which so large a part of the others lies. */
export const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.round((values.length - 1) * part)] ?? Number.NaN

export const median = (values: readonly number[]): number => quantile(values, 0.5)
