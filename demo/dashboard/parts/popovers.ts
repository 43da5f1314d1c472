/**
 * Opens and closes menus in browsers that have no popovers, such as the Chromium 103 of OBS. The styles hide a menu there
 * until it has `data-open`.
 */
export function openMenusWithoutPopovers(): void {
  if ('popover' in HTMLElement.prototype) return
  const close = (except?: Element | null) => {
    for (const menu of document.querySelectorAll('[popover][data-open]')) {
      if (menu !== except) menu.removeAttribute('data-open')
    }
  }
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[popovertarget]') : null
    const menu = button && document.getElementById(button.getAttribute('popovertarget') ?? '')
    close(menu)
    menu?.dispatchEvent(new Event('beforetoggle'))
    menu?.toggleAttribute('data-open')
  })
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close()
  })
}
