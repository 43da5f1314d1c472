import { MediaQuery } from 'svelte/reactivity'
import { chosen } from './address.svelte.ts'
import { isOBS } from './obs.ts'

const wantsLess = new MediaQuery('(prefers-reduced-motion: reduce)')

/** Whether parts only fade. Of the system OBS runs on, the viewers of a stream see nothing. */
export const motion = {
  get isReduced() {
    const { motion } = chosen.settings
    return motion === 'reduced' || (motion === 'auto' && !isOBS && wantsLess.current)
  },
}
