/** Calls a callback of the page, if there is one. Its error is an uncaught error of the page and disturbs nothing else. */
export const callSafely = <A extends unknown[]>(callback: ((...args: A) => unknown) | undefined, ...args: A): void => {
  try {
    callback?.(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
