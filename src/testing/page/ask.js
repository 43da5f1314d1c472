// @ts-check
import { find } from './dom.js'

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding

/**
 * Says something for five seconds.
 *
 * @param {string} text
 */
export function say(text) {
  const toast = find('toast', HTMLElement)
  toast.textContent = text
  clearTimeout(hiding)
  hiding = setTimeout(() => toast.replaceChildren(), 5000)
}

/** @param {unknown} error */
export const messageOf = error => (error instanceof Error ? error.message : `${error}`)

/**
 * Asks the fake; with a body it is told to do something.
 *
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<unknown>}
 */
export async function ask(path, body) {
  const response = await fetch(
    `/control/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  ).catch(() => {
    throw new Error('The fake does not answer. Is it still running?')
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

/**
 * Does something and says what became of it.
 *
 * @param {string} path
 * @param {object} body
 * @param {(count: number) => string} outcome
 */
export async function act(path, body, outcome) {
  try {
    const { count = 0 } = Object(await ask(path, body))
    say(outcome(count))
  } catch (error) {
    say(messageOf(error))
  }
}
