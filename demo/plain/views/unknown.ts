import { h } from '../page/h.ts'
import { page } from '../page/page.ts'
import type { View } from '../page/router.ts'
import { emptyNotice } from '../parts/emptyNotice.ts'

/** For addresses that lead nowhere. */
export const unknown: View = ({ setTitle }) => {
  setTitle('Not found')
  return page(
    'unknown',
    emptyNotice('search', 'There is nothing here', 'The address is not one of this page’s.', 'h1'),
    h('a', { className: 'button', href: '#/' }, 'Browse instead'),
  )
}
