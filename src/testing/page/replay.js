// @ts-check
import { act, ask, messageOf, say } from './ask.js'
import { button, find, h, several, show } from './dom.js'

/** @import { PageState } from '../node/pageState.ts' */

// A recording, and where it is

const file = find('recording', HTMLInputElement)
const problem = find('recording-problem', HTMLElement)
const slider = find('position', HTMLInputElement)
const speeds = find('replay-speed', HTMLSelectElement)
const playButton = button('replay-play')

/** @type {PageState['replay']} */
let replay = null
/** Where it was at a moment of this page. */
let known = { position: 0, at: 0 }
let isDragged = false

/** @param {number} ms */
function clock(ms) {
  const seconds = Math.floor(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = `${minutes}:${`${seconds % 60}`.padStart(2, '0')}`
  return hours ? `${hours}:${rest.padStart(5, '0')}` : rest
}

function positionNow() {
  if (!replay) return 0
  const passed = replay.isPlaying ? (performance.now() - known.at) * replay.speed : 0
  return Math.min(replay.duration, known.position + passed)
}

function draw() {
  if (!replay) return
  if (!isDragged) slider.value = `${positionNow()}`
  const time = `${clock(Number(slider.value))} of ${clock(replay.duration)}`
  slider.setAttribute('aria-valuetext', time)
  find('replay-time', HTMLElement).textContent = time
}
/** @type {ReturnType<typeof setInterval> | undefined} */
let clockwork

/** @param {number} position */
export function setPosition(position) {
  known = { position, at: performance.now() }
  draw()
}

/** @param {PageState} state */
export function showReplay({ replay: next }) {
  if (replay?.isPlaying && !next?.isPlaying) setPosition(positionNow())
  const isNew = next?.id !== replay?.id
  replay = next
  find('timeline', HTMLElement).hidden = !next
  clearInterval(clockwork)
  if (next?.isPlaying) clockwork = setInterval(draw, 100)
  if (!next) return
  const { marks, duration, speed, isPlaying } = next
  if (isNew) {
    slider.max = `${duration}`
    slider.step = `${Math.max(1, Math.round(duration / 1000))}`
    const most = Math.max(...marks)
    // As high as there are many, and a little where there is one.
    const bars = marks.map((count, index) => (count ? `M${index + 0.5} 24v-${3 + 21 * Math.sqrt(count / most)}` : ''))
    document.querySelector('#marks path')?.setAttribute('d', bars.join(''))
  }
  const isOver = !isPlaying && positionNow() >= duration
  playButton.textContent = isPlaying ? 'Pause' : isOver ? 'Play again' : 'Play'
  const all = [...new Set([0.5, 1, 2, 5, 10, 100, speed])].sort((a, b) => a - b)
  show(speeds, [all, speed], () => all.map(one => h('option', { value: `${one}`, selected: one === speed }, `${one}×`)))
  draw()
}

file.addEventListener('change', async () => {
  const [chosen] = file.files ?? []
  if (!chosen) return
  problem.hidden = true
  try {
    const recording = await chosen.text()
    const { count } = Object(await ask('replay', { recording }))
    say(`${several(count, 'event')} of ${chosen.name}.`)
  } catch (error) {
    problem.textContent = messageOf(error)
    problem.hidden = false
  }
})
// The same file can be chosen again after it has changed.
file.addEventListener('click', () => {
  file.value = ''
})

/**
 * @param {'play' | 'pause' | 'jump' | 'stop'} does
 * @param {object} [more]
 */
async function tell(does, more) {
  try {
    const { position } = Object(await ask('timeline', { does, ...more }))
    setPosition(position)
  } catch (error) {
    say(messageOf(error))
  }
}

playButton.addEventListener('click', async () => {
  if (replay?.isPlaying) return tell('pause')
  if (replay && positionNow() >= replay.duration) await tell('jump', { position: 0 })
  await tell('play', { speed: Number(speeds.value) })
})
slider.addEventListener('input', () => {
  isDragged = true
  draw()
})
slider.addEventListener('change', async () => {
  await tell('jump', { position: Number(slider.value) })
  isDragged = false
})
// In a pause it counts from the next start on.
speeds.addEventListener('change', () => {
  if (replay?.isPlaying) void tell('play', { speed: Number(speeds.value) })
})
button('replay-close').addEventListener(
  'click',
  () => void act('timeline', { does: 'stop' }, () => 'The replay is over.'),
)
