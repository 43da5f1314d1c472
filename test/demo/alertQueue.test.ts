import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAlertQueue } from '../../demo/overlay/alertQueue.ts'
import { fillIn, type Happening } from '../../demo/overlay/happening.ts'
import type { AlertType } from '../../demo/overlay/settings.ts'
import fc from '../tools/fastCheck.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

let count = 0
const happening = (type: AlertType, name: string, amount = 1): Happening => ({
  id: `${++count}`,
  type,
  names: [name],
  amount,
  tier: type === 'gift' || type === 'subscribe' ? '1000' : '',
  message: '',
})

const wordsOf = (text: string, { type, ...alert }: Happening) =>
  `${type}: ${fillIn(text, { type, ...alert })
    .map(({ text }) => text)
    .join('')}`

/** A queue whose alerts take six seconds, and all that it has shown: `-` for the time between. */
function started(text = '{name}, {amount}') {
  const shown: string[] = []
  const queue = createAlertQueue({
    timeOf: () => 6000,
    show: alert => shown.push(alert ? `${wordsOf(text, alert.happening)}${alert.isLeaving ? ' leaves' : ''}` : '-'),
  })
  return { ...queue, shown }
}

describe('the queue of alerts', () => {
  it('shows one after another, and lets each leave before the next one comes', () => {
    const { add, shown } = started()
    add(happening('raid', 'Ada', 200))
    add(happening('cheer', 'Ben', 500))
    vi.advanceTimersByTime(5999)
    expect(shown).toEqual(['raid: Ada, 200'])
    vi.advanceTimersByTime(20_000)
    expect(shown).toEqual([
      'raid: Ada, 200',
      'raid: Ada, 200 leaves',
      '-',
      'cheer: Ben, 500',
      'cheer: Ben, 500 leaves',
      '-',
    ])
  })

  it('merges follows that wait into one alert, and gifts of one person', () => {
    const { add, shown } = started()
    add(happening('raid', 'Ada', 200))
    for (const name of ['Ben', 'Cleo', 'Dan', 'Eve']) add(happening('follow', name))
    for (const amount of [10, 5]) add(happening('gift', 'Finn', amount))
    add(happening('gift', 'Gus', 1))
    vi.advanceTimersByTime(60_000)
    const begun = shown.filter(words => words !== '-' && !words.endsWith('leaves'))
    expect(begun).toEqual(['raid: Ada, 200', 'follow: Ben, Cleo and 2 others, 1', 'gift: Finn, 15', 'gift: Gus, 1'])
  })

  it('waits while nobody can see it, and shows the alert that was on once more', () => {
    const { add, setActive, shown } = started()
    add(happening('raid', 'Ada', 200))
    add(happening('cheer', 'Ben', 500))
    vi.advanceTimersByTime(3000)
    setActive(false)
    setActive(false)
    add(happening('cheer', 'Cleo', 100))
    vi.advanceTimersByTime(3_600_000)
    expect(shown).toEqual(['raid: Ada, 200', '-'])
    setActive(true)
    vi.advanceTimersByTime(60_000)
    expect(shown.filter(words => words.endsWith('leaves'))).toEqual([
      'raid: Ada, 200 leaves',
      'cheer: Ben, 500 leaves',
      'cheer: Cleo, 100 leaves',
    ])
  })

  it('shows nothing once it is closed', () => {
    const { add, close, shown } = started()
    add(happening('raid', 'Ada', 200))
    add(happening('cheer', 'Ben', 500))
    close()
    vi.advanceTimersByTime(60_000)
    expect(shown).toEqual(['raid: Ada, 200'])
  })

  it('loses none of three alerts a second over an hour, and needs no more than a minute to show what is left', () => {
    const types: readonly AlertType[] = ['follow', 'subscribe', 'resubscribe', 'gift', 'cheer', 'raid']
    const seen = new Map<string, number>()
    let isOn = false
    const queue = createAlertQueue({
      timeOf: () => 6000,
      show: alert => {
        isOn = !!alert
        if (!alert || alert.isLeaving) return
        for (const name of alert.happening.names) seen.set(name, (seen.get(name) ?? 0) + 1)
      },
    })
    const total = 3 * 3600
    for (let index = 0; index < total; index++) {
      queue.add(happening(types[index % types.length] ?? 'follow', `viewer${index}`, 1))
      vi.advanceTimersByTime(333)
    }
    vi.advanceTimersByTime(60_000)
    expect(isOn).toBe(false)
    expect(seen.size).toBe(total)
    expect([...seen.values()].every(times => times === 1)).toBe(true)
  })

  it('shows everybody once, however alerts come and the source comes and goes', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constantFrom<AlertType>('follow', 'gift', 'cheer'), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ wait: fc.nat(8000) }),
      fc.record({ isActive: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        let given = 0
        let left = 0
        const queue = createAlertQueue({
          timeOf: () => 4000,
          show: alert => {
            if (alert?.isLeaving) left += alert.happening.amount
          },
        })
        for (const one of steps) {
          if ('wait' in one) vi.advanceTimersByTime(one.wait)
          else if ('isActive' in one) queue.setActive(one.isActive)
          else if (one.type !== 'follow') {
            given += 1
            queue.add(happening(one.type, one.name))
          } else queue.add(happening('follow', one.name, 0))
        }
        queue.setActive(true)
        vi.advanceTimersByTime(600_000)
        queue.close()
        // Follows that were merged count as one.
        const follows = steps.filter(one => 'type' in one && one.type === 'follow').length
        expect(left).toBeGreaterThanOrEqual(given)
        expect(left).toBeLessThanOrEqual(given + follows)
      }),
      // The source goes while the alert leaves.
      { numRuns: 100, examples: [[[{ type: 'cheer', name: 'a' }, { wait: 4000 }, { isActive: false }]]] },
    )
  })
})

describe('the texts of alerts', () => {
  it.each([
    ['{name} is raiding with {viewers}', 'raid', 'name:Ada|: is raiding with |viewers:200 viewers'],
    ['{name}{unknown} <b>{constructor}</b>', 'raid', 'name:Ada|:{unknown}|: <b>|:{constructor}|:</b>'],
    ['{subs} from {name}', 'gift', 'subs:200 Tier 1 subs|: from |name:Ada'],
    ['{bits} {name}', 'cheer', 'bits:200 Bits|: |name:Ada'],
    ['', 'raid', ''],
    ['{message}', 'cheer', ''],
  ] as const)('fill in the fields, and leave other words as they are: %s', (text, type, pieces) => {
    const filled = fillIn(text, happening(type, 'Ada', 200))
    expect(filled.map(({ field, text }) => `${field ?? ''}:${text}`).join('|')).toBe(pieces)
  })
})
