import { inject, it } from 'vitest'

/** Defines a test of the long run. `npm test` does not have it. */
export const inLongRun: (title: string, test: () => void | Promise<void>) => void = inject('isLongRun') ? it : () => {}
