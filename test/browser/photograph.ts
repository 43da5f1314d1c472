import type { Browser, Locator } from 'playwright'

/** What a camera sees of an element: four bytes for each pixel. */
export async function photograph(browser: Browser, element: Locator) {
  const picture = (await element.screenshot()).toString('base64')
  // A page without a policy that forbids to read pictures.
  const page = await browser.newPage()
  const { data, ...size } = await page.evaluate(async source => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob())
    const { width, height } = image
    const canvas = new OffscreenCanvas(width, height).getContext('2d')
    canvas?.drawImage(image, 0, 0)
    return { width, height, data: [...(canvas?.getImageData(0, 0, width, height).data ?? [])] }
  }, picture)
  await page.close()
  return { ...size, data: Uint8ClampedArray.from(data) }
}
