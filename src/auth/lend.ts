/** Completes `own` with what is lent: an option given as `undefined` is one left out. */
export const lend = <T extends object>(own: T, lent: T): void => {
  for (const key in lent) own[key] ??= lent[key]
}
