import type { Frame, Page } from 'playwright'
import { fakeTwitchAt, type RigOptions, type ServedExtension, type ServedExtensionFrame } from 'tinyhelix/testing'
import type { RunningDemo } from '../tools/demo.ts'

/** A rig that shows the extension of the demos. */
export interface RigVisit {
  readonly extension: ServedExtension
  /** The page in a view, by what the rig calls it. */
  readonly view: (title: string) => Promise<Frame>
  /** What is around the only view of this name. */
  readonly around: (name: ServedExtensionFrame['view']) => Promise<ServedExtensionFrame>
}

/** Opens the extension of the demos in a rig. */
export async function openRig(
  page: Page,
  { url, twitch }: RunningDemo,
  options: Omit<RigOptions, 'url'>,
): Promise<RigVisit> {
  const { extension } = fakeTwitchAt(twitch.url)
  await page.goto(extension.rigURL({ height: 496, ...options, url: `${url}panel/` }))
  return {
    extension,
    view: async title => {
      const handle = await page.getByTitle(title, { exact: true }).elementHandle()
      const frame = await handle?.contentFrame()
      if (!frame) throw new Error(`The rig does not show ${title}.`)
      await frame.locator('main').waitFor()
      return frame
    },
    around: async name => {
      const found = (await extension.frames()).find(({ view }) => view === name)
      if (!found) throw new Error(`The rig does not show ${name}.`)
      return found
    },
  }
}
