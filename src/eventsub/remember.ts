/** Adds an entry, and removes the oldest one if there are more than `most`. */
export const remember = <T>(known: Map<string, T>, id: string, value: T, most: number): void => {
  known.set(id, value)
  if (known.size <= most) return
  const [oldest = ''] = known.keys()
  known.delete(oldest)
}
