import { h } from '../page/h.ts'

/** Stands for a row of a list of people. */
export const rowSkeleton = (): HTMLElement =>
  h(
    'div',
    { className: 'card row' },
    h('div', { className: 'avatar bone' }),
    h(
      'div',
      { className: 'row-main' },
      h('div', { className: 'bone line' }),
      h('div', { className: 'bone line line-short' }),
    ),
  )
