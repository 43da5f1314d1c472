import { createPoll, endPoll, getPolls, type Poll } from 'tinyhelix'
import { channelPollBegin, channelPollEnd, channelPollProgress } from 'tinyhelix/eventsub'
import { events, until } from '../../live.ts'
import live from '../../live.ts?raw'
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

const withVotes = ({ choices }: Poll, counted: readonly { readonly id: string; readonly votes?: number }[]) =>
  choices.map(choice => ({ ...choice, votes: counted.find(({ id }) => id === choice.id)?.votes ?? choice.votes }))

/** The running poll or a form to begin one, and the polls before. */
export const polls: View = place => {
  const { signal } = place
  const now = h('div')
  let past: ReturnType<typeof endlessList> | undefined
  let running: ReturnType<typeof runningPoll> | undefined
  let latest: Poll | undefined

  /** Moves the focus from replaced content to the heading of the new content. */
  const replace = (node: HTMLElement, isWanted: boolean) => {
    const hadFocus = isWanted || now.contains(document.activeElement)
    now.replaceChildren(node)
    if (hadFocus) node.querySelector('h2')?.focus()
  }

  /** Wanted is what the user has just begun or ended. */
  const show = (poll: Poll | undefined, isWanted = false) => {
    latest = poll
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

  const readAgain = async () => {
    // Without an answer the card stays as it is.
    const poll = await newestPoll(signal).catch(() => null)
    // Before the place is filled, its own read is on the way.
    if (past && poll && !signal.aborted) show(poll)
  }

  /** Lets the clock go on while the poll runs. Without events it asks for the votes. */
  const follow = async () => {
    const followed = running
    while (running === followed && !signal.aborted) {
      await new Promise(resolve => setTimeout(resolve, 1000))
      if (running !== followed || !latest || !now.isConnected || document.hidden) continue
      const isOver = Date.parse(latest.started_at) + latest.duration * 1000 < Date.now()
      if (isOver || events.state.status !== 'live') await readAgain()
      else followed?.update(latest)
    }
  }

  until(
    signal,
    // #region how it is done
    events.on(channelPollBegin, readAgain),
    events.on(channelPollProgress, ({ id, choices }) => {
      if (latest?.id === id) show({ ...latest, choices: withVotes(latest, choices) })
    }),
    events.on(channelPollEnd, readAgain),
    // #endregion
  )

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
    sources: [source, creating, live],
    endpoints: [getPolls, createPoll, endPoll],
    content: [content],
  })
}
