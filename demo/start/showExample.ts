import { topStreams } from './example.ts'
import source from './example.ts?raw'
import { find } from './find.ts'

/** Shows the code of the smallest example, and what it answered. */
export async function showExample(): Promise<void> {
  const code = find('source', HTMLPreElement)
  const answer = find('answer', HTMLPreElement)
  const copy = find('copy', HTMLButtonElement)
  code.textContent = source.trim()
  // For the keyboard, which has to scroll them.
  for (const block of [code, answer]) block.tabIndex = 0
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source)
    copy.textContent = 'Copied'
  })
  const run = async () => {
    answer.textContent = '…'
    answer.textContent = await topStreams().then(
      streams => JSON.stringify(streams, null, 2),
      () => 'The fake Twitch did not answer. Is it still running?',
    )
  }
  find('run', HTMLButtonElement).addEventListener('click', run)
  await run()
}
