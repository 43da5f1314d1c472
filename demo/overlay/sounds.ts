import { isOBS } from './obs.ts'
import type { sounds } from './settings.ts'

/** From one frequency to another in hertz, from when and for how long in seconds. */
interface Note {
  readonly wave: OscillatorType
  readonly from: number
  readonly to?: number
  readonly at: number
  readonly length: number
}

const tune = (
  wave: OscillatorType,
  pause: number,
  length: number,
  ...frequencies: readonly number[]
): readonly Note[] =>
  frequencies.map((from, index) => ({
    wave,
    from,
    at: index * pause,
    length: index === frequencies.length - 1 ? length * 2 : length,
  }))

const beat = (at: number): Note => ({ wave: 'sine', from: 170, to: 45, at, length: 0.3 })

type Tune = Exclude<(typeof sounds)[number], 'none'>

/** Made for this overlay: a few oscillators each, with a level by which all are about as loud. */
const tunes: Readonly<Record<Tune, { readonly level: number; readonly notes: readonly Note[] }>> = {
  chime: { level: 0.25, notes: [...tune('sine', 0.14, 0.5, 880, 1319), ...tune('sine', 0.14, 0.3, 1760, 2637)] },
  coin: { level: 0.35, notes: tune('square', 0.09, 0.2, 988, 1319) },
  fanfare: {
    level: 0.33,
    notes: [...tune('sawtooth', 0.13, 0.25, 523, 659, 784, 1047), ...tune('triangle', 0.13, 0.25, 262, 330, 392, 523)],
  },
  pop: { level: 0.5, notes: [{ wave: 'sine', from: 260, to: 920, at: 0, length: 0.14 }] },
  sparkle: { level: 0.4, notes: tune('triangle', 0.07, 0.3, 1047, 1319, 1568, 2093, 2637) },
  drum: { level: 0.5, notes: [beat(0), beat(0.2), beat(0.4), beat(0.55)] },
}

/** Puts a sound of this overlay into a context, from a time on. The volume is from 0 to 1, without 0. */
export function schedule(
  context: BaseAudioContext,
  sound: Tune,
  volume: number,
  start: number,
): readonly OscillatorNode[] {
  const { level, notes } = tunes[sound]
  return notes.map(({ wave, from, to = from, at, length }) => {
    const begin = start + at
    const oscillator = new OscillatorNode(context, { type: wave, frequency: from })
    const gain = new GainNode(context, { gain: 0 })
    oscillator.frequency.setValueAtTime(from, begin)
    oscillator.frequency.exponentialRampToValueAtTime(to, begin + length)
    gain.gain.setValueAtTime(0, begin)
    gain.gain.linearRampToValueAtTime(volume * level, begin + 0.01)
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + length)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(begin)
    oscillator.stop(begin + length)
    return oscillator
  })
}

let context: AudioContext | undefined
let playing = 0

/** Browsers are silent until somebody has clicked in the page; OBS is not. */
const mayPlay = () => isOBS || navigator.userActivation?.hasBeenActive !== false

function playTune(sound: Tune, volume: number): void {
  context ??= new AudioContext()
  void context.resume()
  for (const oscillator of schedule(context, sound, volume, context.currentTime + 0.05)) {
    playing += 1
    oscillator.onended = () => {
      playing -= 1
      // A context that runs costs processor time, also in silence.
      if (!playing) void context?.suspend()
    }
  }
}

/** Whether this is one of the overlay’s own sounds. */
export const isTune = (sound: string): sound is Tune => Object.hasOwn(tunes, sound)

/** Plays a sound: one of this overlay's, or a file. The volume is from 0 to 1. Returns the function that ends a file. */
export function playSound(sound: string, volume: number): () => void {
  // Ramps of a volume of zero are not possible.
  if (sound === 'none' || !volume || !mayPlay()) return () => {}
  if (isTune(sound)) playTune(sound, volume)
  else {
    const audio = new Audio(sound)
    audio.volume = volume
    // It may be gone, or the browser is silent until somebody has clicked in the page.
    audio.play().catch(() => {})
    return () => audio.pause()
  }
  return () => {}
}
