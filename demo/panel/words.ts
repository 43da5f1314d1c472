import type { HelixError } from 'tinyhelix'
import { type Remedy, remedyOf } from 'tinyhelix/query'

/** What an error means to a viewer, who knows nothing of APIs. */
interface Words {
  readonly title: string
  readonly text: string
  /** What the viewer's button is called, if one helps. */
  readonly button?: string
}

const remedies: Partial<Record<Remedy, Words>> = {
  retry: { title: 'Twitch didn’t answer', text: 'It usually passes in a moment.', button: 'Try again' },
  sign_in: { title: 'This panel has lost touch with Twitch', text: 'Reload the page to bring it back.' },
}

export function wordsFor(error: HelixError): Words {
  if (error.code === 'rate_limited') {
    return { title: 'Too many requests', text: 'Give Twitch a minute, then try again.', button: 'Try again' }
  }
  const remedy = remedyOf(error)
  return (
    (remedy && remedies[remedy]) ?? {
      title: 'This can’t be shown right now',
      text: 'The rest of the panel still works.',
    }
  )
}
