import { now } from '../../clock.ts'
import type { EventType } from '../../eventsub/eventType.ts'
import type { Playing } from '../scenes/scene.ts'
import { isObject } from '../wire/readable.ts'
import { uuid } from '../world/random.ts'
import { usersOf } from '../world/users.ts'
import { hour, perWorld, type World } from '../world/world.ts'
import type { RecordedEvent } from './recordedEvent.ts'

/** Options of `FakeTwitch.replay`. */
export interface ReplayOptions {
  /** The speed: 1 is the recorded one, 10 is ten times as fast. @defaultValue `1` */
  readonly speed?: number | undefined
  /** The position where it begins, in milliseconds from the first event. Earlier events are not sent. */
  readonly from?: number | undefined
}

/** A recording that is replayed. You can destructure its functions. */
export interface Replay extends Playing {
  /** The number of events. */
  readonly count: number
  /** Milliseconds from the first event to the last one. */
  readonly duration: number
  /** Where it is, in milliseconds from the first event. */
  readonly position: number
  /** The speed: 1 is the recorded one, 10 is ten times as fast. */
  readonly speed: number
  /** Whether it plays: it is not paused, stopped or at its end. */
  readonly isPlaying: boolean
  /** Goes on after a pause, or at another speed. */
  readonly play: (options?: { readonly speed?: number | undefined }) => void
  readonly pause: () => void
  /** Moves to a position. Events in between are not sent. */
  readonly jump: (position: number) => void
}

/** How often events of a recording were sent. Each time, messages have other ids. */
const passesOf = perWorld(() => ({ count: 0 }))

/** The replay as its world stores it. */
export interface KeptReplay {
  readonly id: number
  readonly replay: Replay
  /** The number of events in each part. All parts have the same length. */
  readonly marks: readonly number[]
}

/** The replay of a world. There is at most one. */
export const replayOf = perWorld((): { current: KeptReplay | null; count: number } => ({ current: null, count: 0 }))

/** The number of parts of a timeline. */
const parts = 160

function marksOf(recorded: readonly RecordedEvent[], first: number, duration: number): readonly number[] {
  const marks = Array.from({ length: parts }, () => 0)
  for (const { at } of recorded) {
    const part = Math.min(parts - 1, Math.floor(((at - first) / (duration || 1)) * parts))
    marks[part] = (marks[part] ?? 0) + 1
  }
  return marks
}

/** Sends one event. */
export type Tell = (type: EventType<unknown, unknown>, event: Readonly<Record<string, unknown>>) => void

/** Plays a recording, and ends the one that is playing. */
export function playRecording(
  world: World,
  recorded: readonly RecordedEvent[],
  { speed: firstSpeed = 1, from = 0 }: ReplayOptions,
  tell: Tell,
): Replay {
  const first = recorded[0]?.at ?? 0
  const duration = (recorded.at(-1)?.at ?? first) - first
  let speed = checkedSpeed(firstSpeed)
  let index = 0
  let pass = passesOf(world).count++
  let isPlaying = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The position at a time of the page's clock. */
  let anchor = { at: now(), position: 0 }
  let finish = () => {}
  let fail: (error: unknown) => void = () => {}
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })

  const positionNow = () =>
    isPlaying ? Math.min(duration, anchor.position + (now() - anchor.at) * speed) : anchor.position
  const anchorAt = (position: number) => {
    anchor = { at: now(), position }
  }
  const halt = () => {
    anchorAt(positionNow())
    isPlaying = false
    clearTimeout(timer)
  }

  /** Waits for the next event. */
  const arm = () => {
    clearTimeout(timer)
    const next = recorded[index]
    if (!next) {
      anchorAt(duration)
      isPlaying = false
      finish()
      return
    }
    const position = positionNow()
    const wait = Math.min(Math.max(0, (next.at - first - position) / speed), hour)
    timer = setTimeout(() => send(position + wait * speed), wait)
  }
  /** Sends all events that are due. Timers may be late. */
  const send = (awaited: number) => {
    const position = Math.max(positionNow(), awaited)
    anchorAt(position)
    while (isPlaying) {
      const next = recorded[index]
      // A wait with fractions of a millisecond ends slightly early.
      if (!next || next.at - first > position + 0.5) break
      index++
      try {
        tell({ spec: next.spec }, replayedEvent(world, next, { first, speed, pass }))
      } catch (error) {
        halt()
        fail(error)
        return
      }
    }
    if (isPlaying) arm()
  }

  const replay: Replay = {
    count: recorded.length,
    duration,
    finished,
    get position() {
      return positionNow()
    },
    get speed() {
      return speed
    },
    get isPlaying() {
      return isPlaying
    },
    play: ({ speed: chosen = speed } = {}) => {
      const checked = checkedSpeed(chosen)
      if (isStopped) return
      anchorAt(positionNow())
      speed = checked
      isPlaying = true
      arm()
    },
    pause: halt,
    jump: position => {
      if (!(position >= 0)) throw new Error(`A replay jumps to milliseconds from its beginning, not to ${position}.`)
      const target = Math.min(position, duration)
      const next = recorded.findIndex(({ at }) => at - first >= target)
      if (next < index) pass = passesOf(world).count++
      index = next
      anchorAt(target)
      if (isPlaying) arm()
    },
    stop: () => {
      halt()
      isStopped = true
      finish()
      const kept = replayOf(world)
      if (kept.current?.replay === replay) kept.current = null
    },
  }
  replay.jump(from)
  const kept = replayOf(world)
  kept.current?.replay.stop()
  kept.current = { id: ++kept.count, replay, marks: marksOf(recorded, first, duration) }
  replay.play()
  return replay
}

function checkedSpeed(speed: number): number {
  if (Number.isFinite(speed) && speed > 0) return speed
  throw new Error(`The speed of a replay is a number above 0, such as 1 or 10, not ${speed}.`)
}

const personField = /^((?:.+_)?(?:user|broadcaster))_(?:login|name)$/

/** The event as it is sent now: its times are moved to now, and users have the names of this fake. */
function replayedEvent(
  world: World,
  { at, event }: RecordedEvent,
  { first, speed, pass }: { readonly first: number; readonly speed: number; readonly pass: number },
): Record<string, unknown> {
  const { byId } = usersOf(world)
  /** Times within the recording are moved at the speed of the replay. */
  const moved = (time: number) => {
    const ahead = time - at
    const within = Math.max(ahead, first - at)
    return new Date(world.now() + within / speed + (ahead - within)).toISOString()
  }
  const retold = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(item => retold(key, item))
    if (isObject(value)) return objectOf(value)
    if (typeof value !== 'string' || value === '') return value
    if (key.endsWith('_at')) {
      const time = Date.parse(value)
      return Number.isNaN(time) ? value : moved(time)
    }
    return pass && /(^|_)message_id$/.test(key) ? uuid(pass, value) : value
  }
  const objectOf = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const [, stem] = personField.exec(key) ?? []
        const isKnown = stem !== undefined && byId(`${value[`${stem}_id`]}`)
        return isKnown ? [] : [[key, retold(key, inner)]]
      }),
    )
  return objectOf(event)
}
