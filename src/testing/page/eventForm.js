// @ts-check
import { ask, messageOf, say } from './ask.js'
import { find, h, oneTabStop, several, show } from './dom.js'
import { jsonInput, objectInput } from './fields.js'

/** @import { EventForm } from '../node/eventForm.ts' */
/** @import { PageState } from '../node/pageState.ts' */
/** @import { Input } from './fields.js' */

/** @typedef {{ readonly type: string; readonly version: string }} EventType */
// One event

const search = find('search', HTMLInputElement)
const form = find('event', HTMLFormElement)
/** @type {EventType | undefined} */
let chosen
let seed = 0

/** @type {PageState['types']} */
let types = []

/** @param {PageState['types']} known */
export function setTypes(known) {
  types = known
  showTypes()
}

function showTypes() {
  const words = search.value
    .toLowerCase()
    .split(/[\s._]+/)
    .filter(Boolean)
  /** @param {string} type */
  const isOnly = type => types.filter(other => other.type === type).length === 1
  const found = types
    .filter(({ type }) => words.every(word => type.replace(/_/g, '').includes(word.replace(/_/g, ''))))
    .map((entry, at) => ({ ...entry, at }))
    .sort((a, b) => Math.sign(b.listening) - Math.sign(a.listening) || a.at - b.at)
  show(find('types', HTMLElement), [found, chosen], () =>
    found.length
      ? found.map(({ type, version, listening }) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                'data-key': `${type} ${version}`,
                ...(chosen?.type === type && chosen.version === version && { 'aria-current': 'true' }),
                click: () => void choose({ type, version }),
              },
              type,
              ...(version === '1' && isOnly(type) ? [] : [h('span', { class: 'tag' }, `version ${version}`)]),
              ...(listening ? [h('span', { class: 'tag on' }, `${listening} listening`)] : []),
            ),
          ),
        )
      : [h('li', { class: 'empty' }, 'No type has these words.')],
  )
}

/** @param {EventType} type */
async function choose(type) {
  chosen = type
  showTypes()
  const query = new URLSearchParams({ ...type, user: find('channel', HTMLSelectElement).value, seed: `${seed}` })
  try {
    const answer = /** @type {EventForm} */ (await ask(`form?${query}`))
    if (chosen === type) showForm(answer)
  } catch (error) {
    say(messageOf(error))
  }
}

/** @param {EventForm} form */
function showForm({ type, version, fields, event }) {
  /** @type {unknown} */
  let value = event
  /** @type {Input} */
  let input
  let isText = fields === null
  const body = h('div')
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true })
  const toggle = h('button', { type: 'button' })
  const draw = () => {
    input = isText || !fields ? jsonInput(value) : objectInput(fields, value)
    body.replaceChildren(input.node)
    toggle.textContent = isText ? 'As a form' : 'As JSON'
  }
  /** @param {unknown} error */
  const complain = error => {
    problem.textContent = messageOf(error)
    problem.hidden = false
    problem.scrollIntoView({ block: 'nearest' })
  }
  toggle.addEventListener('click', () => {
    try {
      value = input.read()
      isText = !isText
      draw()
    } catch (error) {
      complain(error)
    }
  })
  draw()
  form.replaceChildren(
    h('h4', {}, version === '1' ? type : `${type} (version ${version})`),
    body,
    problem,
    h(
      'div',
      { class: 'actions' },
      h('button', { class: 'main' }, 'Send'),
      ...(fields ? [toggle] : []),
      h(
        'button',
        {
          type: 'button',
          click: () => {
            seed++
            void choose({ type, version })
          },
        },
        'Other values',
      ),
    ),
  )
  form.hidden = false
  form.onsubmit = async submitted => {
    submitted.preventDefault()
    problem.hidden = true
    try {
      const { count } = Object(await ask('emit', { type, version, event: input.read() }))
      say(count ? `Sent to ${several(count, 'subscription')}.` : `Nobody is subscribed to ${type} with these ids.`)
    } catch (error) {
      complain(error)
    }
  }
}

/** Makes the form anew, for another channel. */
export function chooseAgain() {
  if (chosen) void choose(chosen)
}

/** @returns {HTMLButtonElement[]} */
const typeButtons = () => [...find('types', HTMLElement).querySelectorAll('button')]

search.addEventListener('input', showTypes)
search.addEventListener('keydown', event => {
  const buttons = typeButtons()
  if (event.key === 'Enter') buttons[0]?.click()
  else if (event.key === 'ArrowDown') buttons[0]?.focus()
  else return
  event.preventDefault()
})
find('types', HTMLElement).addEventListener('keydown', event => {
  if (event.key !== 'ArrowUp' || !typeButtons()[0]?.matches(':focus')) return
  search.focus()
  event.preventDefault()
})
oneTabStop(find('types', HTMLElement), 'button')
