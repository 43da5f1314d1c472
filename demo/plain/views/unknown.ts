import { h } from '../page/h.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'

/** For addresses that lead nowhere. */
export const unknown: View = ({ setTitle }) => {
  setTitle('Not found')
  return page(
    'unknown',
    emptyNotice('search', 'Page not found', 'The link may be broken or out of date.', 'h1'),
    h('a', { className: 'button', href: '#/' }, 'Go to Browse'),
  )
}
