import type { Poll } from 'tinyhelix'
import { h } from '../page/h.ts'
import { counted, share } from '../words/numbers.ts'
import { clock, fromNow } from '../words/times.ts'
import { actionButton } from './actionButton.ts'

const votesOf = ({ choices }: Poll) => choices.reduce((sum, { votes }) => sum + votes, 0)

/** A bar for each choice. They are updated in place, so that they grow instead of jumping. */
function bars(poll: Poll) {
  const rows = poll.choices.map(({ title }) => {
    const fill = h('div', { className: 'choice-fill' })
    const percent = h('span', { className: 'choice-share' })
    const node = h(
      'li',
      {},
      h('p', { className: 'choice-words' }, h('span', {}, title), percent),
      h('div', { className: 'choice-track' }, fill),
    )
    return { node, fill, percent }
  })
  const update = (poll: Poll) => {
    const all = votesOf(poll)
    const most = Math.max(...poll.choices.map(({ votes }) => votes))
    for (const [index, { node, fill, percent }] of rows.entries()) {
      const votes = poll.choices[index]?.votes ?? 0
      node.className = votes === most && all ? 'choice choice-leads' : 'choice'
      fill.style.inlineSize = share(votes, all)
      percent.textContent = `${share(votes, all)} (${counted(votes, 'vote')})`
    }
  }
  update(poll)
  return { node: h('ol', { className: 'bars', role: 'list' }, ...rows.map(({ node }) => node)), update }
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
    bars(poll).node,
    h('p', { className: 'muted' }, `${counted(votesOf(poll), 'vote')} · ${fromNow(poll.started_at)}`),
  )

/** The poll that runs now, with buttons to end it. Updated in place, so that a focused button stays. */
export function runningPoll(poll: Poll, end: (status: 'TERMINATED' | 'ARCHIVED') => Promise<void>) {
  const chart = bars(poll)
  const left = h('span', { className: 'muted' })
  const update = (poll: Poll) => {
    const endsAt = Date.parse(poll.started_at) + poll.duration * 1000
    chart.update(poll)
    left.textContent = `${counted(votesOf(poll), 'vote')} · ${clock(Math.max(0, endsAt - Date.now()) / 1000)} left`
  }
  update(poll)
  const node = h(
    'section',
    { className: 'card panel poll poll-running' },
    h('header', {}, h('h2', { tabIndex: -1 }, poll.title), h('span', { className: 'badge badge-live' }, 'Running')),
    chart.node,
    h(
      'div',
      { className: 'form-end' },
      left,
      actionButton('button-quiet', ['End and hide'], async () => {
        await end('ARCHIVED')
        return 'Poll ended and hidden.'
      }),
      actionButton('button-main', ['End and show results'], async () => {
        await end('TERMINATED')
        return 'Poll ended.'
      }),
    ),
  )
  return { id: poll.id, node, update }
}

export const pollSkeleton = (): HTMLElement => h('div', { className: 'card panel poll bone', ariaHidden: 'true' })
