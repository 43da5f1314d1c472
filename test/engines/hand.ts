import { expect } from 'vitest'
import type { Driver } from './driver.ts'

/** Polls a value. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 50 })

/** The text of the first matching element; `null` if there is none, or while the page navigates. */
export const textOf = (driver: Driver, css: string): Promise<string | null> =>
  driver.run<string | null>('css => document.querySelector(css)?.textContent ?? null', css).catch(() => null)

/** Waits until an element has this text. */
export const expectText = (driver: Driver, css: string, text: string | RegExp): Promise<void> =>
  text instanceof RegExp ? soon(() => textOf(driver, css)).toMatch(text) : soon(() => textOf(driver, css)).toBe(text)

/** Waits until the page shows this text. */
export const expectWords = (driver: Driver, words: string): Promise<void> =>
  soon(() => driver.run<string>('document.body.innerText').catch(() => '')).toContain(words)

/** Waits until the page no longer shows this text. */
export const expectNoWords = (driver: Driver, words: string): Promise<void> =>
  soon(() => driver.run<string>('document.body.innerText').catch(() => words)).not.toContain(words)

/** Waits for a button or link with this text, and clicks on it. */
export async function clickText(driver: Driver, text: string): Promise<void> {
  const mark = `text => {
    const found = [...document.querySelectorAll('button, a')].find(({ textContent }) => textContent.trim() === text)
    document.querySelector('[data-found]')?.removeAttribute('data-found')
    found?.setAttribute('data-found', '')
    return Boolean(found)
  }`
  await soon(() => driver.run(mark, text).catch(() => false)).toBe(true)
  await driver.click('[data-found]')
}

/** Decides on Twitch's page as a user. */
export async function decide(driver: Driver, decision: 'authorize' | 'cancel', login?: string): Promise<void> {
  const button = () => textOf(driver, `button[value=${decision}]`)
  await soon(button).not.toBeNull()
  const buttons = [...(login ? [`input[name=user][value=${login}]`] : []), `button[value=${decision}]`]
  // A click by WebDriver may wait for a popup forever that closes at once.
  const press = '(...all) => void setTimeout(() => all.forEach(css => document.querySelector(css).click()))'
  // The popup may close before it has answered.
  const isPressed = async () => {
    try {
      await driver.run(press, ...buttons)
      return true
    } catch {
      return (await button()) === null
    }
  }
  await soon(isPressed).toBe(true)
}

/** Runs an action that opens a popup, and switches to that. Returns the handle of the former page. */
export async function popUp(driver: Driver, page: string, act: () => Promise<void>): Promise<string> {
  const before = await driver.handles()
  const opened = async () => (await driver.handles()).filter(handle => !before.includes(handle))
  await act()
  await soon(async () => (await opened()).length).toBe(1)
  await driver.use((await opened())[0] ?? '')
  return page
}
