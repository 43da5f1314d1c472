// @ts-check

// What comes from the fake is shown as text, never as HTML.

/** @typedef {string | Node} Part */
/** @typedef {Readonly<Record<string, string | boolean | ((event: Event) => void)>>} Props */

/**
 * The element with an id, which the page has.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(id, kind) {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`The page has no ${id}.`)
}

/** @param {string} id */
export const button = id => find(id, HTMLButtonElement)

/**
 * Makes an element: functions are listeners, flags attributes that are there or not.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Part} parts
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...parts) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (typeof value === 'boolean') made.toggleAttribute(name, value)
    else made.setAttribute(name, value)
  }
  made.append(...parts)
  return made
}

/**
 * Makes the controls in a list one tab stop. The arrow keys go from one to the next. Until one of them had the focus, the
 * list itself is the tab stop.
 *
 * @param {HTMLElement} place
 * @param {string} selector
 */
export function oneTabStop(place, selector) {
  const all = () => /** @type {HTMLElement[]} */ ([...place.querySelectorAll(selector)])
  const update = () => {
    const items = all()
    const current = items.find(item => item.matches(':focus')) ?? items[0]
    for (const item of items) item.tabIndex = item === current ? 0 : -1
  }
  new MutationObserver(update).observe(place, { childList: true })
  place.addEventListener('focusin', update)
  place.addEventListener('keydown', event => {
    const items = all().filter(item => item.checkVisibility?.() ?? item.offsetParent)
    const at = items.findIndex(item => item.matches(':focus'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (at < 0 || to === undefined || !items[to]) return
    event.preventDefault()
    items[to].focus()
  })
}

let count = 0
export const freshId = () => `field-${++count}`

/**
 * @param {number} count
 * @param {string} one
 */
export const several = (count, one) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

/** @type {Map<HTMLElement, string>} */
const shown = new Map()

/**
 * Puts something else into a place, unless it is the same. Focus stays at the button that had it.
 *
 * @param {HTMLElement} place
 * @param {unknown} facts
 * @param {() => Part[]} make
 */
export function show(place, facts, make) {
  const text = JSON.stringify(facts)
  if (shown.get(place) === text) return
  shown.set(place, text)
  const { activeElement } = document
  const key =
    place.contains(activeElement) && activeElement instanceof HTMLElement ? activeElement.dataset['key'] : undefined
  place.replaceChildren(...make())
  if (key === undefined) return
  const again = [...place.querySelectorAll('button')].find(({ dataset }) => dataset['key'] === key)
  const heading = place.closest('section')?.querySelector('h2')
  if (again) again.focus()
  else heading?.focus()
}
