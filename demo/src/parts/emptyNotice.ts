import { h } from '../page/h.ts'
import { type IconName, icon } from '../page/icon.ts'

/** Stands where a list would be that has nothing in it. */
export const emptyNotice = (name: IconName, title: string, text: string): HTMLElement =>
  h('div', { className: 'notice notice-empty' }, icon(name), h('div', {}, h('strong', {}, title), h('p', {}, text)))
