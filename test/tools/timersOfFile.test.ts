import { expect, it, vi } from 'vitest'
import { followTimers } from './timersOfFile.ts'

const originals = () => [globalThis.setTimeout, globalThis.setInterval]

it.each(['setTimeout', 'setInterval'] as const)(
  '%s of a file rings in the file, and not in the next one',
  async name => {
    const before = originals()
    const leave = followTimers()
    const heard: string[] = []
    globalThis[name](() => heard.push('this file'), 5).unref()
    await vi.waitFor(() => expect(heard).toContain('this file'))
    // A fake whose file has ended sets its timer again when it rings. In the next file that would be a fake timer.
    globalThis[name](() => heard.push('the next file'), 5).unref()
    leave()
    expect(originals()).toEqual(before)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(heard).not.toContain('the next file')
  },
)
