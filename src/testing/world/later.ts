/** Does something in a task of its own, after so many milliseconds; the function returned calls it off. */
export function later(run: () => void, ms = 0): () => void {
  const timer = setTimeout(run, ms)
  // In Node a program may end all the same.
  Object(timer).unref?.()
  return () => clearTimeout(timer)
}
