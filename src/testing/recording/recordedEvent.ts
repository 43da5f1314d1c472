import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { eventTypeSpecsOf } from '../wire/eventsub/eventTypes.ts'
import { fillIn } from '../wire/eventsub/fillIn.ts'
import { isObject } from '../wire/readable.ts'
import type { World } from '../world/world.ts'

/** An event of a recording. */
export interface RecordedEvent {
  readonly spec: EventTypeSpec
  /** When Twitch sent it, in milliseconds since 1970. */
  readonly at: number
  readonly event: Readonly<Record<string, unknown>>
}

/** The maximum length of a line of a recording, in characters. */
const maxLength = 200_000

/** A line of a recording, as `recordEvents` writes it. */
export const recordedLine = (at: string, { type, version }: { type: string; version: string }, event: unknown) =>
  JSON.stringify({ at, type, version, event })

/** Reads a recording in the order in which Twitch sent the events, which sometimes arrive in another order. */
export function readRecording(world: World, recording: string | readonly string[]): readonly RecordedEvent[] {
  const lines = typeof recording === 'string' ? recording.replace(/^\uFEFF/, '').split('\n') : recording
  const specs = new Map(eventTypeSpecsOf(world).map(spec => [`${spec.type} ${spec.version}`, spec]))
  const read = (line: string): RecordedEvent => {
    if (line.length > maxLength)
      throw new Error(`it has ${line.length} characters, and a line has at most ${maxLength}.`)
    const entry = parsed(line)
    if (!isObject(entry)) throw new Error('it is no JSON object. Each line is one event, as recordEvents writes it.')
    const { at, type, version, event } = entry
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN
    if (Number.isNaN(time)) throw new Error('`at` must be a time in RFC 3339, such as 2026-05-01T12:00:00Z.')
    const spec = specs.get(`${type} ${version}`)
    if (!spec) throw new Error(`this fake has no type ${shortened(type)} of version ${shortened(version)}.`)
    if (!isObject(event)) throw new Error('`event` must be an object.')
    const issues = fillIn(world, spec.event, event).issues.map(({ path, message }) => `${path}: ${message}`)
    if (issues.length)
      throw new Error(`Twitch would not send this as ${type} (version ${version}). ${issues.join('; ')}`)
    return { spec, at: time, event }
  }
  return lines
    .flatMap((line, index) => {
      if (typeof line === 'string' && line.trim() === '') return []
      try {
        return read(line)
      } catch (error) {
        const problem = error instanceof RangeError ? 'it is nested too deeply.' : Object(error).message
        throw new Error(`Line ${index + 1} of the recording: ${problem}`)
      }
    })
    .sort((a, b) => a.at - b.at)
}

function parsed(line: unknown): unknown {
  try {
    return JSON.parse(`${line}`)
  } catch (error) {
    if (error instanceof RangeError) throw error
    return undefined
  }
}

const shortened = (word: unknown): string => `${typeof word === 'string' ? JSON.stringify(word.slice(0, 60)) : word}`
