import { h } from '../page/h.ts'
import { type IconName, icon } from '../page/icon.ts'

/** Stands where a list would be that has nothing in it; where it is all that there is, its title is the page's. */
export const emptyNotice = (
  name: IconName,
  title: string,
  text: string,
  titleTag: 'strong' | 'h1' = 'strong',
): HTMLElement =>
  h('div', { className: 'notice notice-empty' }, icon(name), h('div', {}, h(titleTag, {}, title), h('p', {}, text)))
