import { expect, inject, it } from 'vitest'
import { sounds } from '../../demo/overlay/settings.ts'
import { launchBrowser } from '../tools/browser.ts'
import { bundlePage } from './bundlePage.ts'

interface Rendered {
  readonly sound: string
  readonly samples: readonly number[]
  readonly seconds: number
  readonly peak: number
  readonly loudness: number
  readonly first: number
  readonly last: number
  readonly pitch: number
}

/** From -1 to 1: how much one is like the other. */
function likeness(one: readonly number[], other: readonly number[]): number {
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, sample, index) => sum + sample * (b[index] ?? 0), 0)
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other))
}

it('each sound of the overlay is heard, is short, does not clip, begins and ends in silence, and is like no other', async () => {
  const browser = await launchBrowser(inject('chromium'))
  const page = await browser.newPage()
  await page.addScriptTag({ content: await bundlePage('overlaySounds.ts'), type: 'module' })
  await page.waitForFunction(() => 'renderSounds' in globalThis)
  const rendered: readonly Rendered[] = await page.evaluate('renderSounds()')
  await browser.close()
  for (const { samples: _, ...facts } of rendered) console.log(JSON.stringify(facts))
  expect(rendered.map(({ sound }) => sound)).toEqual(sounds.filter(sound => sound !== 'none'))
  for (const { sound, samples, ...facts } of rendered) {
    // In decibels below full scale.
    expect(facts.peak, `peak of ${sound}`).toBeGreaterThan(-12)
    expect(facts.peak, `peak of ${sound}`).toBeLessThan(-1)
    expect(facts.seconds, `seconds of ${sound}`).toBeGreaterThan(0.1)
    expect(facts.seconds, `seconds of ${sound}`).toBeLessThan(2)
    expect(facts.first, `first sample of ${sound}`).toBeLessThan(0.01)
    expect(facts.last, `last sample of ${sound}`).toBeLessThan(0.001)
    for (const { sound: other, samples: others } of rendered) {
      if (other !== sound) expect(Math.abs(likeness(samples, others)), `${sound} and ${other}`).toBeLessThan(0.5)
    }
  }
  // None is far louder than another, so that one volume suits all.
  const loudness = rendered.map(({ loudness }) => loudness)
  expect(Math.max(...loudness) - Math.min(...loudness)).toBeLessThan(6)
})
