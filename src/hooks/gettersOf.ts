/** Returns an object with these members of `read()`. Each access calls `read` again, so that a framework can track it. */
export function gettersOf<T extends object>(read: () => T, ...names: readonly (keyof T)[]): T {
  const getters = names.map(name => [name, { enumerable: true, get: () => read()[name] }])
  return Object.defineProperties({} as T, Object.fromEntries(getters))
}
