import { prefersReducedMotion } from 'svelte/motion'
import { type FlyParams, fly, type TransitionConfig } from 'svelte/transition'

/** Flies in and out. It only fades for those who want less motion. */
export const appear = (element: Element, { x = 0, y = 0, ...timing }: FlyParams): TransitionConfig =>
  fly(element, { duration: 400, ...timing, ...(prefersReducedMotion.current ? {} : { x, y }) })
