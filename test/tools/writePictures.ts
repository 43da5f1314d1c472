import { writeFileSync } from 'node:fs'
import { animatedWebP, type Frame } from './animatedWebP.ts'
import { launchBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

// `npm run pictures` records the README's pictures anew: the overlay demo, by day and by night, while a scene plays.

const seconds = 16
/** Milliseconds between two frames. */
const interval = 1000 / 8
const [width, height] = [960, 512]
/** The bar above the overlay, which OBS does not show. */
const bar = 88

/** What a frame of the recording changes, encoded by the page itself: Chromium writes WebP. */
interface Change extends Omit<Frame, 'image' | 'duration'> {
  readonly base64: string
}

/** Runs in the page: finds the rectangle that differs from the frame before. */
async function changeOf({ data, bar }: { readonly data: string; readonly bar: number }): Promise<Change | null> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
  const [width, height] = [image.width, image.height - bar]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas.')
  context.drawImage(image, 0, -bar)
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
  const before: Uint32Array | undefined = Reflect.get(globalThis, 'before')
  Reflect.set(globalThis, 'before', pixels)
  let [left, top, right, bottom] = before ? [width, height, -1, -1] : [0, 0, width - 1, height - 1]
  for (let at = 0; before && at < pixels.length; at++) {
    if (pixels[at] === before[at]) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return null
  left -= left % 2
  top -= top % 2
  const part = new OffscreenCanvas(right - left + 1, bottom - top + 1)
  part.getContext('2d')?.drawImage(canvas, -left, -top)
  const bytes = new Uint8Array(await (await part.convertToBlob({ type: 'image/webp', quality: 0.5 })).arrayBuffer())
  const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  return { x: left, y: top, width: part.width, height: part.height, base64 }
}

const demo = await startDemo()
const browser = await launchBrowser()
for (const [name, colorScheme] of [
  ['day', 'light'],
  ['night', 'dark'],
] as const) {
  const page = await browser.newPage({ viewport: { width, height: height + bar }, colorScheme })
  const { origins } = demo.twitch.fake.storageState({ origin: demo.url, name: 'overlay', user: 'ada' })
  await page.addInitScript(
    entries => {
      for (const { name, value } of entries) localStorage.setItem(name, value)
    },
    origins.flatMap(({ localStorage }) => localStorage),
  )
  await page.goto(`${demo.url}overlay/`)
  await page.getByText('Up to date').waitFor()
  const recorded: { readonly data: string; readonly at: number }[] = []
  const session = await page.context().newCDPSession(page)
  session.on('Page.screencastFrame', ({ data, metadata: { timestamp = 0 }, sessionId }) => {
    void session.send('Page.screencastFrameAck', { sessionId })
    const at = timestamp * 1000
    if (at - (recorded.at(-1)?.at ?? 0) >= interval) recorded.push({ data, at })
  })
  const scene = demo.twitch.fake.play('opening')
  await session.send('Page.startScreencast', { format: 'png' })
  await new Promise(resolve => setTimeout(resolve, seconds * 1000))
  await session.send('Page.stopScreencast')
  scene.stop()
  await page.close()

  // In a page of its own: the demo's policy may refuse it.
  const encoder = await browser.newPage()
  const frames: Frame[] = []
  for (const [index, { data, at }] of recorded.entries()) {
    const duration = Math.round((recorded[index + 1]?.at ?? at + 2000) - at)
    const change = await encoder.evaluate(changeOf, { data, bar })
    const last = frames.at(-1)
    if (change) frames.push({ ...change, duration, image: Buffer.from(change.base64, 'base64') })
    else if (last) frames[frames.length - 1] = { ...last, duration: last.duration + duration }
  }
  await encoder.close()
  const file = animatedWebP(width, height, frames)
  writeFileSync(`.github/overlay-${name}.webp`, file)
  console.log(`overlay-${name}.webp: ${frames.length} frames, ${Math.round(file.length / 1000)} kB`)
}
await browser.close()
await demo.close()
process.exit()
