import { createPoll, endPoll, getPolls, type Poll } from 'tinyhelix'
import { h } from '../../page/h.ts'
import type { View } from '../../page/router.ts'
import { emptyNotice } from '../../parts/emptyNotice.ts'
import { endlessList } from '../../parts/endlessList.ts'
import { loaded } from '../../parts/loaded.ts'
import { pollCard, pollSkeleton, runningPoll } from '../../parts/pollCard.ts'
import { pollForm } from '../../parts/pollForm.ts'
import creating from '../../parts/pollForm.ts?raw'
import { client } from '../../twitch.ts'
import { ownChannel } from './ownChannel.ts'
import source from './polls.ts?raw'

// #region how it is done
const newestPoll = async (signal: AbortSignal) => (await getPolls(client, { first: 1 }, { signal }))[0]
const pastPolls = (signal: AbortSignal) => getPolls(client, { first: 10 }, { signal })
const end = (id: string, status: 'TERMINATED' | 'ARCHIVED') => endPoll(client, { id, status })
// #endregion

/** The running poll or a form to begin one, and the polls before. */
export const polls: View = place => {
  const { signal } = place
  const now = h('div')
  let past: ReturnType<typeof endlessList> | undefined
  let running: ReturnType<typeof runningPoll> | undefined

  /** Moves the focus from replaced content to the heading of the new content. */
  const replace = (node: HTMLElement, isWanted: boolean) => {
    const hadFocus = isWanted || now.contains(document.activeElement)
    now.replaceChildren(node)
    if (hadFocus) node.querySelector('h2')?.focus()
  }

  /** Wanted is what the user has just begun or ended. */
  const show = (poll: Poll | undefined, isWanted = false) => {
    if (poll?.status !== 'ACTIVE') {
      if (running) past?.restart()
      running = undefined
      replace(pollForm({ onCreate: poll => show(poll, true) }), isWanted)
    } else if (running?.id === poll.id) {
      running.update(poll)
    } else {
      running = runningPoll(poll, async status => show(await end(poll.id, status), true))
      replace(running.node, isWanted)
      void follow()
    }
  }

  /** Asks for the votes every other second while the poll runs and is on the screen. */
  const follow = async () => {
    const followed = running
    while (running === followed && !signal.aborted) {
      await new Promise(resolve => setTimeout(resolve, 2000))
      if (!now.isConnected || document.hidden) continue
      // Without an answer the card stays as it is.
      const poll = await newestPoll(signal).catch(() => null)
      if (running === followed && poll) show(poll)
    }
  }

  const content = loaded(place, {
    read: () => newestPoll(signal),
    show: poll => {
      show(poll)
      past = endlessList(place, {
        list: pastPolls,
        key: poll => poll.id,
        row: pollCard,
        className: 'grid grid-polls',
        skeleton: pollSkeleton,
        empty: () => emptyNotice('poll', 'No polls yet', 'Polls you start appear here.'),
      })
      return h('div', { className: 'panels-in-turn' }, now, h('section', {}, h('h2', {}, 'All polls'), past.node))
    },
    skeleton: pollSkeleton(),
  })
  return ownChannel(place, {
    tab: 'Polls',
    sources: [source, creating],
    endpoints: [getPolls, createPoll, endPoll],
    content: [content],
  })
}
