import type { HelixClient } from 'tinyhelix'
import type { EventSub } from 'tinyhelix/eventsub'
import { liveFollowers, syncQueries } from 'tinyhelix/query/live'
import { openTwitch, order } from './twitch.ts'

/** What a page shows under load. */
export type Scene = 'chat' | 'followers'

/** What a framework gets to show a scene. */
export interface Given<Q> {
  readonly client: HelixClient
  readonly events: EventSub
  readonly queryClient: Q
  readonly element: Element
}

/** What was seen of a page for a while. */
export interface Seen {
  /** The longest tasks by the clock, in milliseconds: each took more than 50. Others on this machine count. */
  readonly tasks: readonly number[]
  readonly frames: number
  /** How many frames of a sixtieth of a second were left out. */
  readonly dropped: number
}

const frame = 1000 / 60

function watch(): () => Seen {
  const tasks: number[] = []
  const observer = new PerformanceObserver(list => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'longtask' })
  let frames = 0
  let dropped = 0
  let last = performance.now()
  let next = requestAnimationFrame(function look(now) {
    dropped += Math.max(Math.round((now - last) / frame) - 1, 0)
    frames++
    last = now
    next = requestAnimationFrame(look)
  })
  return () => {
    observer.disconnect()
    cancelAnimationFrame(next)
    return { tasks, frames, dropped }
  }
}

/** Gives the page under load to what measures it. */
export function expose<Q extends Parameters<typeof syncQueries>[0]>(
  queryClient: Q,
  show: Readonly<Record<Scene, (given: Given<Q>) => unknown>>,
): void {
  const { client, events } = openTwitch()
  syncQueries(queryClient, events, [liveFollowers])
  Object.assign(globalThis, {
    show: (scene: Scene) => show[scene]({ client, events, queryClient, element: document.body }),
    isLive: () => events.state.status === 'live',
    order,
    watch,
  })
}
