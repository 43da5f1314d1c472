import type { Poll } from 'tinyhelix'
import { counted, share } from '../../shared/text/numbers.ts'
import { clock, fromNow } from '../../shared/text/times.ts'
import { h } from '../page/h.ts'
import { actionButton } from './actionButton.ts'

const votesOf = ({ choices }: Poll) => choices.reduce((sum, { votes }) => sum + votes, 0)

function bars(poll: Poll): HTMLElement {
  const all = votesOf(poll)
  const most = Math.max(...poll.choices.map(({ votes }) => votes))
  return h(
    'ol',
    { className: 'bars', role: 'list' },
    ...poll.choices.map(({ title, votes }) => {
      const fill = h('span', { className: 'choice-fill' })
      fill.style.inlineSize = share(votes, all)
      return h(
        'li',
        { className: votes === most && all ? 'choice choice-leads' : 'choice' },
        fill,
        h('span', { className: 'choice-title' }, title),
        h('span', { className: 'choice-share', title: counted(votes, 'vote') }, share(votes, all)),
      )
    }),
  )
}

const states: Readonly<Record<string, string>> = {
  ACTIVE: 'Running',
  COMPLETED: 'Ended',
  TERMINATED: 'Ended early',
  ARCHIVED: 'Hidden',
  MODERATED: 'Removed by Twitch',
}

/** A poll as it is. */
export const pollCard = (poll: Poll): HTMLElement =>
  h(
    'article',
    { className: 'card panel poll' },
    h('header', {}, h('h3', {}, poll.title), h('span', { className: 'tag' }, states[poll.status] ?? poll.status)),
    bars(poll),
    h('p', { className: 'muted' }, `${counted(votesOf(poll), 'vote')} · ${fromNow(poll.started_at)}`),
  )

/** The poll that runs now, with buttons to end it. Updated in place, so that a focused button stays. */
export function runningPoll(poll: Poll, end: (status: 'TERMINATED' | 'ARCHIVED') => Promise<void>) {
  const place = h('div')
  const left = h('span', { className: 'muted' })
  const update = (poll: Poll) => {
    const endsAt = Date.parse(poll.started_at) + poll.duration * 1000
    place.replaceChildren(bars(poll))
    left.textContent = `${counted(votesOf(poll), 'vote')} · ${clock(Math.max(0, endsAt - Date.now()) / 1000)} left`
  }
  update(poll)
  const node = h(
    'section',
    { className: 'card panel poll poll-running' },
    h('header', {}, h('h2', {}, poll.title), h('span', { className: 'badge badge-live' }, 'Running')),
    place,
    h(
      'div',
      { className: 'form-end' },
      left,
      actionButton('button-quiet', ['End and hide'], async () => {
        await end('ARCHIVED')
        return 'The poll has ended and is hidden.'
      }),
      actionButton('button-main', ['End and show the result'], async () => {
        await end('TERMINATED')
        return 'The poll has ended.'
      }),
    ),
  )
  return { id: poll.id, node, update }
}

export const pollSkeleton = (): HTMLElement => h('div', { className: 'card panel poll bone', ariaHidden: 'true' })
