import { h } from './h.ts'
import { icon } from './icon.ts'

/**
 * Opens a dialog over the page. It goes with Escape, its own button or a click beside it. The focus goes to the first
 * control of its content, for which the button to close it is the last one.
 */
export function openDialog(title: string, ...content: readonly Node[]): HTMLDialogElement {
  const dialog = h('dialog', { className: 'dialog', onclose: () => dialog.remove() })
  const heading = h('h2', { id: 'dialog-title' }, title)
  const close = h('button', {
    type: 'button',
    className: 'button button-quiet button-icon dialog-close',
    ariaLabel: 'Close',
    onclick: () => dialog.close(),
  })
  close.append(icon('close'))
  dialog.append(h('div', { className: 'dialog-inside' }, heading, ...content, close))
  dialog.setAttribute('aria-labelledby', heading.id)
  dialog.onclick = event => {
    if (event.target === dialog) dialog.close()
  }
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
