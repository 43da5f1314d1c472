import type { RateLimitEvent } from 'tinyhelix'
import { h } from './h.ts'
import { icon } from './icon.ts'

const seconds = h('span', { className: 'wait-seconds', ariaHidden: 'true' })
const text = h('span')

/** Stands above the page while Twitch's rate limit holds requests back. */
export const waitNotice = h(
  'div',
  { className: 'wait', role: 'status', hidden: true },
  icon('wait'),
  h('span', {}, text, seconds),
)

let endsAt = 0
let timer: number | undefined

/** For `onRateLimit`: counts down to the moment at which the requests go out again. */
export function showWait({ retryAt }: RateLimitEvent): void {
  endsAt = Math.max(endsAt, retryAt)
  text.textContent = 'Too many requests. The page continues automatically.'
  timer ??= window.setInterval(tick, 200)
  tick()
}

function tick(): void {
  const left = endsAt - Date.now()
  waitNotice.hidden = left <= 0
  seconds.textContent = ` ${Math.ceil(left / 1000)} s`
  if (left > 0) return
  clearInterval(timer)
  timer = undefined
  // Emptied, so that the next one is announced anew.
  text.textContent = ''
}
