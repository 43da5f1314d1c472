/** Runs a callback in a task of its own after so many milliseconds. Returns a function that cancels it. */
export function later(run: () => void, ms = 0): () => void {
  const timer = setTimeout(run, ms)
  // In Node, the timer does not keep the process running.
  Object(timer).unref?.()
  return () => clearTimeout(timer)
}
