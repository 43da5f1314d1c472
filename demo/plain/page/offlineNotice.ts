import { h } from './h.ts'
import { icon } from './icon.ts'

/** Stands above the page while the browser has no network. */
export function offlineNotice(): HTMLElement {
  const text = h('span')
  const notice = h('div', { className: 'wait wait-offline', role: 'status' }, icon('offline'), text)
  const update = () => {
    notice.hidden = navigator.onLine
    text.textContent = navigator.onLine ? '' : 'You’re offline. The rest of the page loads when you’re back online.'
  }
  addEventListener('online', update)
  addEventListener('offline', update)
  update()
  return notice
}
