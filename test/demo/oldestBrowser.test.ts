import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { newerInScripts } from '../package/oldestBrowser.ts'

const folder = resolve(import.meta.dirname, '../../demo')

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  file => /\.(?:ts|tsx|vue|svelte|css|html)$/.test(file) && !file.includes('node_modules'),
)

const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** Calls that would throw there: a guarded one reads `hidePopover?.()`. Builds lower `light-dark()` in styles only. */
const newerInPages =
  /\.(?:showPopover|hidePopover|togglePopover|checkVisibility|startViewTransition|requestClose|moveBefore)\(|\b(?:popoverTargetElement|onbeforetoggle)\b/
const newerSelectors = /:popover-open|:has\(/
const newerStyles =
  /\b(?:color-mix|oklch|oklab|anchor)\(|@(?:container|scope|starting-style)|\d[dsl]v[hw]\b|^\s*(?:translate|rotate|scale):/m

/** Rules for browsers that have, or lack, something. */
const guarded = /@supports[^{]*\{[^}]*\}/g

it('the demos use nothing that is newer than the oldest browser, the Chromium 103 of OBS', () => {
  const found = files.flatMap(file => {
    const code = withoutComments(readFileSync(join(folder, file), 'utf8')).replace(guarded, '')
    const patterns = [newerInScripts, newerInPages, newerSelectors, newerStyles]
    if (!file.endsWith('.css')) patterns.push(/light-dark\(/)
    return patterns.flatMap(pattern => pattern.exec(code)?.[0] ?? []).map(name => `${file}: ${name}`)
  })
  expect(found).toEqual([])
})
