import { beforeEach } from 'vitest'
import { openPage, type Page } from './page.ts'
import { startTwitch, stopTime, type Twitch } from './twitch.ts'

/** The page of the test that runs. */
export let page: Page

/** The Twitch of the test that runs. */
export let twitch: Twitch

/** Gives each test of a file a page and a Twitch of its own, while time stands still. */
export function beginAnew(address?: string): void {
  beforeEach(() => {
    stopTime()
    page = openPage(address)
    twitch = startTwitch()
  })
}
