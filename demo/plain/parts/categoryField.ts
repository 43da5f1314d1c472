import { searchCategories } from 'tinyhelix'
import { h } from '../page/h.ts'
import { client } from '../twitch.ts'
import { InputError } from '../words/errors.ts'
import { field } from './actionForm.ts'

// #region how it is done
const found = (query: string, signal: AbortSignal) => searchCategories(client, { query, first: 10 }, { signal })
// #endregion

/** A field for a category: whatever is typed, Twitch's categories of that name are offered. */
export function categoryField(current: { readonly id: string; readonly name: string }) {
  const ids = new Map([[current.name.toLowerCase(), current.id]])
  const choices = h('datalist', { id: 'categories' })
  const input = h('input', {
    name: 'category',
    type: 'search',
    value: current.name,
    placeholder: 'Search categories',
    autocomplete: 'off',
  })
  input.setAttribute('list', choices.id)

  let running = new AbortController()
  const search = async (query: string) => {
    running.abort()
    running = new AbortController()
    const categories = await found(query, running.signal)
    for (const { id, name } of categories) ids.set(name.toLowerCase(), id)
    choices.replaceChildren(...categories.map(({ name }) => h('option', { value: name })))
  }
  let pause: number | undefined
  input.oninput = () => {
    clearTimeout(pause)
    const query = input.value.trim()
    // Without an answer nothing is offered; saving asks again.
    if (query) pause = window.setTimeout(() => void search(query).catch(() => {}), 250)
  }
  return {
    node: h('div', {}, field('Category', input, 'Type to search Twitch’s categories.'), choices),
    /** The id of what was entered; `''` for none. */
    chosenId: async (): Promise<string> => {
      clearTimeout(pause)
      const name = input.value.trim()
      if (!name) return ''
      if (!ids.has(name.toLowerCase())) await search(name)
      const id = ids.get(name.toLowerCase())
      if (id === undefined) throw new InputError(`There’s no category named ${name}. Choose one from the list.`)
      return id
    },
  }
}
