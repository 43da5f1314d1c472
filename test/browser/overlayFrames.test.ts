import { channelCheer } from 'tinyhelix/eventsub'
import { expect } from 'vitest'
import { themes } from '../../demo/overlay/settings.ts'
import { isHeard } from './isHeard.ts'
import { it, openSignedIn } from './overlayVisit.ts'

/** An event of a trace. `tdur` is its time of the processor, in microseconds. */
interface Traced {
  readonly name: string
  readonly tid: number
  readonly pid: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

const seconds = 8

/** All parts, in silence, and alerts of all sizes. */
function addressOf(theme: string): string {
  const settings = { theme, volume: 0, parts: { events: { on: true } }, alerts: { cheer: { time: 2 } } }
  return `#settings=1.${Buffer.from(JSON.stringify(settings)).toString('base64url')}`
}

it.for(themes)(
  'three alerts and 50 lines of chat a second leave most of each frame free, in the theme %s',
  async (theme, { visit, demo, browser }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await page.addInitScript(() => Object.assign(globalThis, { obsstudio: {} }))
    await openSignedIn(visit, demo, addressOf(theme))
    await isHeard(demo, 'channel.cheer', 'channel.chat.message')
    await page.getByText('Then I shave the cat').waitFor()
    await browser.startTracing(page, {
      categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'],
    })
    const frames = page.evaluate(
      time =>
        new Promise<number>(done => {
          const begin = performance.now()
          let count = 0
          const frame = (now: number) => {
            count += 1
            if (now - begin < time) requestAnimationFrame(frame)
            else done((count * 1000) / (now - begin))
          }
          requestAnimationFrame(frame)
        }),
      seconds * 1000,
    )
    const playing = fake.play('chat')
    let alerts = 0
    const cheering = setInterval(() => {
      const about = { broadcaster_user_id: '1001', user_id: `${1002 + (alerts++ % 30)}`, is_anonymous: false }
      fake.emit(channelCheer, { ...about, bits: 100 + alerts, message: `Cheer${100 + alerts} What a run!` })
    }, 333)
    const rate = await frames
    clearInterval(cheering)
    playing.stop()
    await playing.finished
    const { traceEvents }: { readonly traceEvents: readonly Traced[] } = JSON.parse(`${await browser.stopTracing()}`)
    /** The tasks of a thread in milliseconds of the processor, the longest first: the machine may be busy otherwise. */
    const tasksOf = (thread: string) => {
      const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === thread)
      return traceEvents
        .filter(({ name, pid, tid }) => name === 'RunTask' && threads.some(one => one.pid === pid && one.tid === tid))
        .map(({ tdur = 0 }) => tdur / 1000)
        .sort((one, other) => other - one)
    }
    const perSecond = (tasks: readonly number[]) => Math.round(tasks.reduce((sum, time) => sum + time, 0) / seconds)
    const mainTasks = tasksOf('CrRendererMain')
    const figures = {
      theme,
      framesPerSecond: Math.round(rate),
      // In milliseconds of the processor in a second.
      page: perSecond(mainTasks),
      drawing: perSecond(tasksOf('VizCompositorThread')),
      longest: mainTasks.slice(0, 3),
    }
    console.log(JSON.stringify(figures))
    expect(alerts).toBeGreaterThan(seconds * 2)
    expect(mainTasks.length).toBeGreaterThan(100)
    // A frame has 16 ms, of which the page needs a quarter at most; without a graphics card drawing takes as much again.
    expect(figures.page).toBeLessThan(250)
    expect(figures.drawing).toBeLessThan(220)
    expect(figures.longest.filter(time => time > 16)).toEqual([])
  },
)
