import { sounds } from '../../../demo/overlay/settings.ts'
import { isTune, schedule } from '../../../demo/overlay/sounds.ts'

const [rate, begin, seconds] = [44_100, 0.05, 4]

const decibels = (amplitude: number) => 20 * Math.log10(amplitude)

/** The energy of each 20 ms. */
const energies = (samples: Float32Array) =>
  Array.from({ length: seconds * 50 }, (_, index) =>
    samples.slice((index * rate) / 50, ((index + 1) * rate) / 50).reduce((sum, sample) => sum + sample ** 2, 0),
  )

/** How often a wave crosses zero in a second, while it sounds. */
function pitch(samples: Float32Array, length: number): number {
  const crossings = samples.filter((sample, index) => index > 0 && sample > 0 !== (samples[index - 1] ?? 0) > 0)
  return crossings.length / length
}

/** Renders each sound at full volume. */
async function renderSounds() {
  const rendered = []
  for (const sound of sounds.filter(isTune)) {
    const context = new OfflineAudioContext(1, rate * seconds, rate)
    schedule(context, sound, 1, begin)
    const samples = (await context.startRendering()).getChannelData(0)
    const first = samples.findIndex(sample => sample !== 0)
    const last = rate * seconds - 1 - [...samples].reverse().findIndex(sample => sample !== 0)
    const length = (last - first) / rate
    const loudest = Math.max(...energies(samples))
    rendered.push({
      sound,
      samples: Array.from(samples.slice(first, first + rate)),
      seconds: length,
      peak: decibels(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)),
      loudness: decibels(Math.sqrt(loudest / (rate / 50))),
      first: Math.abs(samples[first] ?? 1),
      last: Math.abs(samples[last] ?? 1),
      pitch: pitch(samples, length),
    })
  }
  return rendered
}

Object.assign(globalThis, { renderSounds })
