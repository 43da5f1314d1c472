import { h } from '../page/h.ts'

/** A stream's or channel's tags, each once; nothing if there are none. */
export function tagList(tags: readonly string[], most = Infinity): HTMLElement | false {
  const shown = [...new Set(tags)].filter(Boolean).slice(0, most)
  if (!shown.length) return false
  return h(
    'ul',
    { className: 'tags', ariaLabel: 'Tags', role: 'list' },
    ...shown.map(tag => h('li', { className: 'tag' }, tag)),
  )
}
