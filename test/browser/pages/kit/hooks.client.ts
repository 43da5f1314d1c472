import { config, restore } from '../landingAuth.ts'
import { auth } from './auth.ts'

/** Runs before SvelteKit looks at the address. */
export const init = (): void => {
  if (config.restore === 'first') restore(auth)
}
