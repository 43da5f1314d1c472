/** A source of numbers from 0 (included) to 1 that always yields the same ones for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A 32-bit number that depends on every part and their order: equal facts give equal numbers. */
export function hash(...parts: readonly (string | number)[]): number {
  let mixed = 0x811c9dc5
  for (const part of parts) {
    if (typeof part === 'number') mixed = Math.imul(mixed ^ part, 0x01000193)
    else for (let index = 0; index < part.length; index++) mixed = Math.imul(mixed ^ part.charCodeAt(index), 0x01000193)
    mixed = Math.imul(mixed ^ 0x2f, 0x85ebca6b)
    mixed ^= mixed >>> 15
  }
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A share from 0 (included) to 1 that depends on every part. */
export const share = (...parts: readonly (string | number)[]): number => hash(...parts) / 4_294_967_296

/** A whole number from `min` to `max` that depends on every part. */
export const between = (min: number, max: number, ...parts: readonly (string | number)[]): number =>
  min + (hash(...parts) % (max - min + 1))

/** A list that is not empty. */
export type Filled<T> = readonly [T, ...T[]]

/** Returns one of the entries, always the same one for the same number. */
export const pick = <T>(entries: Filled<T>, number: number): T => entries[number % entries.length] ?? entries[0]

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits that depend on every part. */
export const letterCode = (length: number, ...parts: readonly (string | number)[]): string => {
  const random = mulberry32(hash(...parts))
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')
}

/** An id in the form of a UUID that depends on every part. */
export const uuid = (...parts: readonly (string | number)[]): string => {
  const digits = [0, 1, 2, 3]
    .map(index =>
      hash(index, ...parts)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
}
