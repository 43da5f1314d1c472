import { beforeEach } from 'vitest'
import { openPage, type Page } from './page.ts'
import { startTwitch, stopTime, type Twitch } from './twitch.ts'

/** The page of the current test. */
export let page: Page

/** The Twitch of the current test. */
export let twitch: Twitch

/** Gives each test of a file its own page and its own Twitch, and stops the time. */
export function beginAnew(address?: string): void {
  beforeEach(() => {
    stopTime()
    page = openPage(address)
    twitch = startTwitch()
  })
}
