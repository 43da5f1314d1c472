import { imageURL } from 'tinyhelix'
import { h } from '../page/h.ts'

/** A stream's or video's picture, of which there is none yet while a video is being recorded. */
export const thumbnail = (template: string, width: number, height: number): HTMLElement =>
  template
    ? h('img', { src: imageURL(template, width, height), alt: '', width, height, loading: 'lazy' })
    : h('p', { className: 'no-picture' }, 'No preview yet')
