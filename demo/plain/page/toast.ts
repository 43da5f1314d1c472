import { h } from './h.ts'
import { icon } from './icon.ts'

/** Where toasts appear: a region that screen readers watch. */
export const toasts = h('div', { className: 'toasts', role: 'status' })

/** Takes back what was said: something else is being done now, or another page is shown. */
export const clearToast = (): void => toasts.replaceChildren()

/** Says for a while what was done, or what was not; whatever was said before makes room. */
export function toast(text: string, name: 'check' | 'warning' = 'check'): void {
  const box = h('p', { className: `toast toast-${name}` }, icon(name), h('span', {}, text))
  toasts.replaceChildren(box)
  setTimeout(() => box.remove(), 6000)
}
