import type { EventSub } from '../eventsub/createEventSub.ts'
import { createFakeTwitch, serverOf } from './fake.ts'
import { createAnonymizer } from './recording/anonymize.ts'
import { recordedLine } from './recording/recordedEvent.ts'
import { isObject } from './wire/readable.ts'

/** Options of {@link recordEvents}. */
export interface RecordEventsOptions {
  /**
   * `keep` records people, ids and texts as they are. Such a recording contains other people's texts: do not share it.
   * @defaultValue `'replace'`: they are replaced by people, ids and texts of the fake
   */
  readonly names?: 'replace' | 'keep' | undefined
  /** The maximum number of lines: the latest are kept. @defaultValue `100_000` */
  readonly max?: number | undefined
}

/** A recording of events. */
export interface EventRecording {
  /** The lines so far, one JSON text for each event. Join them with `'\n'` for a file. */
  readonly lines: readonly string[]
  /** Ends the recording. The lines stay. */
  readonly stop: () => void
}

/**
 * Records all events that an EventSub gets, for `FakeTwitch.replay` and `npx tinyhelix fake --replay`. It makes no
 * subscription of its own. The lines have no token, and without `names: 'keep'` nobody's name, id or text: the channel
 * is the fake's `ada`, and everybody else somebody of the fake, the same one each time.
 *
 * @example
 * ```ts
 * import type { EventSub } from 'tinyhelix/eventsub'
 * import { recordEvents } from 'tinyhelix/testing'
 *
 * function record(events: EventSub, link: HTMLAnchorElement) {
 *   const recording = recordEvents(events)
 *   return () => {
 *     recording.stop()
 *     link.href = URL.createObjectURL(new Blob([recording.lines.join('\n')]))
 *   }
 * }
 * ```
 */
export function recordEvents(
  events: Pick<EventSub, 'onEvent'>,
  { names = 'replace', max = 100_000 }: RecordEventsOptions = {},
): EventRecording {
  const anonymize = names === 'keep' ? null : createAnonymizer(serverOf(createFakeTwitch()).world)
  const lines: string[] = []
  const stop = events.onEvent(({ timestamp, subscription, event }) => {
    if (!isObject(event)) return
    const { condition } = subscription
    const ownId = condition['broadcaster_user_id'] ?? condition['to_broadcaster_user_id'] ?? Object.values(condition)[0]
    lines.push(recordedLine(timestamp, subscription, anonymize ? anonymize(subscription, event, ownId) : event))
    if (lines.length > max) lines.shift()
  })
  return { lines, stop }
}
