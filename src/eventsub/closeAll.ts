import type { ChatSource, ChatSubscription } from './chatSource.ts'

/**
 * Returns a function that closes all of these subscriptions. Until then, it calls `forget` when the user changes,
 * because the events belong to the previous user.
 */
export const closeAll = (
  source: ChatSource,
  handles: readonly ChatSubscription[],
  forget: () => void,
): (() => void) => {
  let known: string | null = null
  const end = source.subscribe(({ userId }) => {
    if (userId !== known) forget()
    known = userId
  })
  return () => {
    end()
    for (const { close } of handles) close()
  }
}
