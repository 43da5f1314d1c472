import { h } from './h.ts'

let count = 0

export interface MenuItem {
  readonly content: readonly (Node | string)[]
  readonly choose: () => void
}

/** Turns a button into one that opens a menu beneath it. */
export function menu(button: HTMLButtonElement, items: readonly MenuItem[]): HTMLElement {
  const choices = items.map(({ content, choose }) =>
    h(
      'button',
      {
        type: 'button',
        className: 'menu-item',
        onclick: () => {
          list.hidePopover?.()
          choose()
        },
      },
      ...content,
    ),
  )
  const list = h('div', { className: 'menu', id: `menu-${++count}` }, ...choices)
  list.setAttribute('popover', 'auto')
  button.setAttribute('popovertarget', list.id)
  list.addEventListener('beforetoggle', () => {
    const { bottom, right } = button.getBoundingClientRect()
    list.style.top = `${bottom + 6}px`
    list.style.right = `${Math.max(document.documentElement.clientWidth - right, 8)}px`
  })
  list.onkeydown = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = choices.findIndex(choice => choice.matches(':focus'))
    choices.at((at + step) % choices.length)?.focus()
  }
  return h('span', { className: 'menu-anchor' }, button, list)
}
