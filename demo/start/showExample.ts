import { copyWith, showCode } from './code.ts'
import { topStreams } from './example.ts'
import source from './example.ts?raw'
import { find } from './find.ts'
import { adviceFor, client } from './twitch.ts'

/** Shows the code of the smallest example, and what it returned. */
export async function showExample(): Promise<void> {
  const answer = find('answer', HTMLPreElement)
  showCode(find('source', HTMLPreElement), source.trim())
  copyWith(find('copy', HTMLButtonElement), () => source)
  const run = async () => {
    answer.textContent = '…'
    const text = await topStreams(client).then(streams => JSON.stringify(streams, null, 2), adviceFor)
    showCode(answer, text)
  }
  find('run', HTMLButtonElement).addEventListener('click', run)
  await run()
}
