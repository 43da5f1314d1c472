/** Fills in the options that are missing. An option that is `undefined` counts as missing. */
export const fillMissing = <T extends object>(options: T, defaults: T): void => {
  for (const key in defaults) options[key] ??= defaults[key]
}
