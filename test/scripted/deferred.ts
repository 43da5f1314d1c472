/** A promise, and the function that resolves it. */
export function deferred<T>() {
  let resolve = (_: T) => {}
  const promise = new Promise<T>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
