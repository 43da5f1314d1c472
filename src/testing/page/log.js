// @ts-check
import { button, find, h } from './dom.js'

/** @import { Happening } from '../node/pageState.ts' */

// The log

const filter = find('filter', HTMLInputElement)
const log = find('happenings', HTMLOListElement)
/** @type {Map<number, { readonly line: HTMLLIElement; readonly text: string }>} */
const lines = new Map()
const most = 300

/** @param {string} text */
const isFiltered = text => !text.includes(filter.value.trim().toLowerCase())

/**
 * Lists something that has happened, in place of what it was before.
 *
 * @param {Happening} happening
 */
export function list({ id, at, title, status, detail }) {
  const time = h('time', {}, new Date(at).toLocaleTimeString('en-GB'))
  const what = h('span', { class: 'what' }, title)
  const tag =
    status === null
      ? h('span', { class: 'tag on' }, 'event')
      : h('span', { class: status >= 400 || status === 0 ? 'tag bad' : 'tag' }, status ? `${status}` : '…')
  const line = h(
    'li',
    {},
    detail
      ? h('details', {}, h('summary', { class: 'line' }, time, what, tag), h('pre', {}, detail))
      : h('div', { class: 'line' }, time, what, tag),
  )
  const text = `${title} ${status ?? 'event'} ${detail}`.toLowerCase()
  line.hidden = isFiltered(text)
  const before = lines.get(id)
  if (before) {
    const isOpen = before.line.querySelector('details')?.open ?? false
    before.line.replaceWith(line)
    line.querySelector('details')?.toggleAttribute('open', isOpen)
  } else {
    log.prepend(line)
  }
  lines.set(id, { line, text })
  for (const [id, { line }] of lines) {
    if (lines.size <= most) break
    line.remove()
    lines.delete(id)
  }
  find('nothing', HTMLElement).hidden = true
}

filter.addEventListener('input', () => {
  for (const { line, text } of lines.values()) line.hidden = isFiltered(text)
})

export function clear() {
  lines.clear()
  log.replaceChildren()
  find('nothing', HTMLElement).hidden = false
}
button('clear').addEventListener('click', clear)
