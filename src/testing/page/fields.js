// @ts-check
import { freshId, h, several } from './dom.js'

// The fields of a form for an event.

/** @import { FormField } from '../node/eventForm.ts' */
/** @import { PagePerson } from '../node/pageState.ts' */

/**
 * A part of the form, and what it holds.
 *
 * @typedef {object} Input
 * @property {HTMLElement} node
 * @property {() => unknown} read
 */

/**
 * @typedef {Input & { setThere?: (isThere: boolean) => void }} FieldInput
 *   `setThere`, for what may be missing: whether it is there
 */

/** @type {readonly PagePerson[]} */
let people = []

/** @param {readonly PagePerson[]} known */
export function setPeople(known) {
  people = known
}

/** @param {string} id */
const nameOf = id => people.find(person => person.id === id)?.name

/**
 * @param {unknown} value
 * @param {string} [label]
 * @returns {Input}
 */
export function jsonInput(value, label = 'Event') {
  const id = freshId()
  const area = h('textarea', { id, spellcheck: 'false', autocapitalize: 'none' }, JSON.stringify(value, null, 2) ?? '')
  const read = () => {
    try {
      return JSON.parse(area.value)
    } catch {
      throw new Error(`${label} is no JSON.`)
    }
  }
  return { node: h('div', { class: 'whole' }, h('label', { for: id }, label), area), read }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The fields of an object. What the form does not know stays as it is.
 *
 * @param {readonly FormField[]} fields
 * @param {unknown} value
 * @returns {Input}
 */
export function objectInput(fields, value) {
  const given = isRecord(value) ? value : {}
  const inputs = fields.map(field => ({ field, ...fieldInput(field, given[field.name]) }))
  /** @param {{ field: FormField }} input */
  const isThere = ({ field: { empty, name } }) => !empty || (given[name] ?? null) !== null
  const missing = inputs.filter(input => !isThere(input)).map(({ node }) => node)
  const others = h(
    'details',
    { class: 'whole' },
    h('summary', { class: 'note' }, `${several(missing.length, 'more field')} without a value`),
    h('div', { class: 'fields' }, ...missing),
  )
  // The field that a word names has its details; the others that words name have none.
  for (const { field, node } of inputs) {
    if (field.kind !== 'choice') continue
    node.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLSelectElement)) return
      for (const other of inputs) {
        if (!field.words?.includes(other.field.name) || !other.setThere) continue
        const isNamed = other.field.name === target.value
        other.setThere(isNamed)
        if (isNamed) others.before(other.node)
      }
    })
  }
  return {
    node: h(
      'div',
      { class: 'fields' },
      ...inputs.filter(isThere).map(({ node }) => node),
      ...(missing.length ? [others] : []),
    ),
    read: () => {
      /** @type {Record<string, unknown>} */
      const all = { ...given }
      for (const { field, read } of inputs) {
        const read_ = read()
        if (read_ === undefined) delete all[field.name]
        else all[field.name] = read_
      }
      return all
    },
  }
}

/**
 * @param {FormField} field
 * @param {unknown} value
 * @returns {FieldInput}
 */
function fieldInput(field, value) {
  if (!field.empty) return filledInput(field, value)
  const { empty, ...filled } = field
  const node = h('div')
  const id = freshId()
  const box = h('input', { type: 'checkbox', id })
  /** @type {Input | undefined} */
  let input
  /**
   * @param {boolean} isThere
   * @param {unknown} [now]
   */
  const setThere = (isThere, now = field.sample) => {
    box.checked = isThere
    input = isThere ? filledInput(filled, now ?? field.sample) : undefined
    const isWide = isThere && ['object', 'list', 'json'].includes(field.kind)
    node.className = isWide ? 'whole' : ''
    const switcher = h(
      'div',
      { class: 'check' },
      box,
      h('label', { for: id }, isThere ? field.name : `${field.name}: ${empty === 'null' ? 'null' : 'left out'}`),
    )
    node.replaceChildren(switcher, ...(input ? [input.node] : []))
  }
  box.addEventListener('change', () => {
    setThere(box.checked)
    box.focus()
  })
  setThere(value !== undefined && value !== null, value)
  return { node, setThere, read: () => (input ? input.read() : empty === 'null' ? null : undefined) }
}

/**
 * @param {FormField} field
 * @param {unknown} value
 * @returns {Input}
 */
function filledInput(field, value) {
  const { name, kind, words = [], fields = [], item } = field
  if (kind === 'json') return jsonInput(value, name)
  if (kind === 'object') {
    const inside = objectInput(fields, value)
    return { node: h('fieldset', { class: 'whole' }, h('legend', {}, name), inside.node), read: inside.read }
  }
  if (kind === 'list' && item) return listInput(name, item, field.sample, value)
  const id = freshId()
  if (kind === 'switch') {
    const box = h('input', { type: 'checkbox', id, checked: value === true })
    return { node: h('div', { class: 'check' }, box, h('label', { for: id }, name)), read: () => box.checked }
  }
  const label = h('label', { for: id }, name)
  if (kind === 'choice') {
    const known = typeof value === 'string' && value && !words.includes(value) ? [value, ...words] : words
    const select = h('select', { id }, ...known.map(word => h('option', { selected: word === value }, word)))
    return { node: h('div', {}, label, select), read: () => select.value }
  }
  const isNumber = kind === 'number'
  const box = h('input', {
    id,
    type: isNumber ? 'number' : 'text',
    value: typeof value === 'string' || typeof value === 'number' ? `${value}` : '',
    autocomplete: 'off',
    spellcheck: 'false',
    ...(isNumber && { step: 'any' }),
    ...(kind === 'person' && { list: 'known-people', inputmode: 'numeric' }),
    ...(field.isTold && { placeholder: kind === 'time' ? 'now' : 'a new one' }),
  })
  const note = h('div', { class: 'note' })
  const tellName = () => {
    note.textContent = box.value ? (nameOf(box.value) ?? `User${box.value}`) : 'nobody'
  }
  if (kind === 'person') {
    box.addEventListener('input', tellName)
    tellName()
  }
  return {
    node: h('div', {}, label, box, ...(kind === 'person' ? [note] : [])),
    read: () => {
      if (isNumber) {
        if (box.value === '') throw new Error(`${name} must be a number.`)
        return Number(box.value)
      }
      return field.isTold && box.value === '' ? undefined : box.value
    },
  }
}

/**
 * @param {string} name
 * @param {FormField} item
 * @param {unknown} sample
 * @param {unknown} value
 * @returns {Input}
 */
function listInput(name, item, sample, value) {
  /** @type {Set<Input>} */
  const entries = new Set()
  const more = h('button', { type: 'button' }, 'Add one')
  const node = h('fieldset', { class: 'whole' }, h('legend', {}, name), more)
  /** @param {unknown} one */
  const add = one => {
    // The list has the name already.
    const input = item.kind === 'object' ? objectInput(item.fields ?? [], one) : filledInput(item, one)
    entries.add(input)
    const remove = () => {
      entries.delete(input)
      entry.remove()
      more.focus()
    }
    const entry = h(
      'div',
      { class: 'entry' },
      input.node,
      h('button', { type: 'button', class: 'plain', click: remove, 'aria-label': `Remove one of ${name}` }, 'Remove'),
    )
    more.before(entry)
    return entry
  }
  if (Array.isArray(value)) for (const one of value) add(one)
  more.addEventListener('click', () => {
    const field = add(sample).querySelector('input, select, textarea')
    if (field instanceof HTMLElement) field.focus()
  })
  return { node, read: () => [...entries].map(({ read }) => read()) }
}
