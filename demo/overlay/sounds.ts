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

/** Made for this overlay: a few oscillators each. */
const tunes: Readonly<Record<Exclude<(typeof sounds)[number], 'none'>, readonly Note[]>> = {
  chime: [...tune('sine', 0.14, 0.5, 880, 1319), ...tune('sine', 0.14, 0.3, 1760, 2637)],
  coin: tune('square', 0.09, 0.2, 988, 1319),
  fanfare: [...tune('sawtooth', 0.13, 0.25, 523, 659, 784, 1047), ...tune('triangle', 0.13, 0.25, 262, 330, 392, 523)],
  pop: [{ wave: 'sine', from: 260, to: 920, at: 0, length: 0.14 }],
  sparkle: tune('triangle', 0.07, 0.3, 1047, 1319, 1568, 2093, 2637),
  drum: [beat(0), beat(0.2), beat(0.4), beat(0.55)],
}

let context: AudioContext | undefined
let playing = 0

/** Browsers are silent until somebody has clicked in the page; OBS is not. */
const mayPlay = () => isOBS || navigator.userActivation?.hasBeenActive !== false

function playTune(notes: readonly Note[], volume: number): void {
  context ??= new AudioContext()
  const { destination, currentTime } = context
  void context.resume()
  playing += notes.length
  for (const { wave, from, to = from, at, length } of notes) {
    const begin = currentTime + 0.05 + at
    const oscillator = new OscillatorNode(context, { type: wave, frequency: from })
    const gain = new GainNode(context, { gain: 0 })
    oscillator.frequency.setValueAtTime(from, begin)
    oscillator.frequency.exponentialRampToValueAtTime(to, begin + length)
    gain.gain.setValueAtTime(0, begin)
    gain.gain.linearRampToValueAtTime(volume * 0.25, begin + 0.01)
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + length)
    oscillator.connect(gain).connect(destination)
    oscillator.start(begin)
    oscillator.stop(begin + length)
    oscillator.onended = () => {
      playing -= 1
      // A context that runs costs processor time, also in silence.
      if (!playing) void context?.suspend()
    }
  }
}

const isTune = (sound: string): sound is keyof typeof tunes => Object.hasOwn(tunes, sound)

/** Plays a sound: one of this overlay's, or a file. The volume is from 0 to 1. Returns the function that ends a file. */
export function playSound(sound: string, volume: number): () => void {
  // Ramps of a volume of zero are not possible.
  if (sound === 'none' || !volume || !mayPlay()) return () => {}
  if (isTune(sound)) playTune(tunes[sound], volume)
  else {
    const audio = new Audio(sound)
    audio.volume = volume
    // It may be gone, or the browser is silent until somebody has clicked in the page.
    audio.play().catch(() => {})
    return () => audio.pause()
  }
  return () => {}
}
