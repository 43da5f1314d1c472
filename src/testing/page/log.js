// @ts-check
import { button, find, h, oneTabStop } from './dom.js'

/** @import { Happening } from '../node/pageState.ts' */

// The log

const filter = find('filter', HTMLInputElement)
const kinds = find('log-kind', HTMLSelectElement)
const log = find('happenings', HTMLOListElement)
/** @type {Map<number, { readonly line: HTMLLIElement; readonly text: string; readonly kind: string }>} */
const lines = new Map()
const most = 300
oneTabStop(log, 'summary')

/** @param {{ readonly text: string; readonly kind: string }} entry */
const isFiltered = ({ text, kind }) => !text.includes(filter.value.trim().toLowerCase()) || !kind.includes(kinds.value)

/** @param {Happening} happening */
const kindOf = ({ status }) =>
  status === null ? 'event' : status === 0 || status >= 400 ? 'request refused' : 'request'

/**
 * What was sent and answered, made when it is first looked at.
 *
 * @param {Happening} happening
 * @param {HTMLElement} line
 */
function withDetails({ status, detail, answer }, line) {
  const details = h('details', {}, h('summary', { class: 'line' }, ...line.childNodes))
  details.addEventListener(
    'toggle',
    () => {
      if (detail) details.append(h('p', { class: 'note' }, status === null ? 'Event' : 'Sent'), h('pre', {}, detail))
      if (answer) details.append(h('p', { class: 'note' }, 'Answer'), h('pre', {}, answer))
    },
    { once: true },
  )
  return details
}

/** @param {Happening} happening */
function listOne(happening) {
  const { id, at, title, status, detail, answer } = happening
  const kind = kindOf(happening)
  const tag =
    status === null
      ? h('span', { class: 'tag on' }, 'event')
      : h('span', { class: kind === 'request' ? 'tag' : 'tag bad' }, status ? `${status}` : '…')
  const time = h('time', {}, new Date(at).toLocaleTimeString('en-GB'))
  const parts = h('div', { class: 'line' }, time, h('span', { class: 'what' }, title), tag)
  const line = h('li', {}, detail || answer ? withDetails(happening, parts) : parts)
  const entry = { line, kind, text: `${title} ${status ?? ''} ${detail} ${answer}`.toLowerCase() }
  line.hidden = isFiltered(entry)
  const before = lines.get(id)
  if (before?.line.querySelector('details')?.open) line.querySelector('details')?.setAttribute('open', '')
  lines.set(id, entry)
  return { line, before: before?.line }
}

/**
 * Lists what has happened, each in place of what it was before.
 *
 * @param {readonly Happening[]} happenings
 */
export function list(happenings) {
  const fresh = document.createDocumentFragment()
  for (const happening of happenings) {
    const { line, before } = listOne(happening)
    if (before) before.replaceWith(line)
    else fresh.prepend(line)
  }
  log.prepend(fresh)
  for (const [id, { line }] of lines) {
    if (lines.size <= most) break
    line.remove()
    lines.delete(id)
  }
  find('nothing', HTMLElement).hidden = lines.size > 0
  // The keyboard has to scroll it.
  log.tabIndex = log.querySelector('summary') ? -1 : 0
}

const filterAll = () => {
  for (const entry of lines.values()) entry.line.hidden = isFiltered(entry)
}
filter.addEventListener('input', filterAll)
kinds.addEventListener('change', filterAll)

export function clear() {
  lines.clear()
  log.replaceChildren()
  find('nothing', HTMLElement).hidden = false
}
button('clear').addEventListener('click', clear)
