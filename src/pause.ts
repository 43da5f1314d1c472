/**
 * 1, 2, 4 … 60 seconds, minus a random part of up to half, so that clients that failed together do not return together.
 */
export const pause = (failures: number, random = Math.random()): number =>
  Math.min(60_000, 1000 * 2 ** failures) * (1 - random / 2)
