/** The value of a key that comes from outside: `constructor` and the like are no keys of a table. */
export const ownValue = <T>(table: Readonly<Record<string, T>>, key = ''): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
