import { type Child, h } from './h.ts'

/** A page's outermost element. */
export const page = (className: string, ...children: readonly Child[]): HTMLElement =>
  h('article', { className: `page ${className}` }, ...children)
