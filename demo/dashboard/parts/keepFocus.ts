/** Where the focus may go from an element that is removed: what is left of its row in a list, the rows beside it, the dialog, what is around. */
function heirsOf(element: Element): Element[] {
  const item = element.closest('li')
  const near = [item, item?.nextElementSibling, item?.previousElementSibling, element.closest('.dialog-content')]
  const around: Element[] = []
  for (let at = element.parentElement; at; at = at.parentElement) if (at.hasAttribute('tabindex')) around.push(at)
  return [...near, ...around].filter(heir => heir instanceof Element)
}

/** Sees to it that somebody who works with the keyboard is not thrown back to the page's start by what a click removes. */
export function keepFocus(): void {
  let last: Element | null = null
  let heirs: Element[] = []
  addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null
    heirs = last ? heirsOf(last) : []
  })
  // Who clicks beside everything wants nothing to have the focus.
  addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Element && target.closest('a, button, input, select, textarea, label'))) last = null
  })
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return
    last = null
    const heir = heirs.find(heir => heir.isConnected)
    const target = heir?.hasAttribute('tabindex') ? heir : heir?.querySelector('button, input')
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  })
  observer.observe(document.body, { childList: true, subtree: true })
}
