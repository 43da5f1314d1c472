/** Gives `options` what it lacks: an option given as `undefined` counts as left out. */
export const fillMissing = <T extends object>(options: T, defaults: T): void => {
  for (const key in defaults) options[key] ??= defaults[key]
}
