import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaults, maxLength, readSettings, type Settings, writeSettings } from '../../demo/overlay/settings.ts'
import fc from '../tools/fastCheck.ts'
import { excesses } from './boundedSettings.ts'
import { hostileFragments } from './hostileFragments.ts'

const encode = (value: unknown) => `1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`

const changed: Settings = {
  ...defaults,
  theme: 'paper',
  alerts: {
    ...defaults.alerts,
    raid: { ...defaults.alerts.raid, title: 'Überfall! 🚢', picture: 'https://example.com/ship.gif', sound: 'coin' },
  },
}

describe('the settings of the overlay', () => {
  it('stay what they are through an address', () => {
    expect(readSettings(writeSettings(changed))).toEqual({ settings: changed, faults: [] })
    expect(writeSettings(changed)).toMatch(/^1\.[\w-]+$/)
    expect(writeSettings(defaults)).toBe('')
    for (const nothing of ['', null]) expect(readSettings(nothing)).toEqual({ settings: defaults, faults: [] })
  })

  it('of a link that version 1 made open as they were, with the defaults of version 1', () => {
    const stored = readFileSync(resolve(import.meta.dirname, 'data/overlayVersion1.json'), 'utf8')
    for (const { settings, read } of JSON.parse(stored)) {
      expect(readSettings(settings)).toEqual({ settings: read, faults: [] })
    }
  })

  it.each([
    [{ theme: 'neon' }, 'theme: "neon"'],
    [{ volume: 101 }, 'volume: 101'],
    [{ channel: 'ada/../x' }, 'channel: "ada/../x"'],
    [{ parts: { chat: { x: -1 } } }, 'parts.chat.x: -1'],
    [{ parts: { chat: { x: 0.5 } } }, 'parts.chat.x: 0.5'],
    [{ parts: { goal: { x: 1900 } } }, 'parts.goal: {"x":1900}'],
    [{ alerts: { raid: { picture: 'javascript:alert(1)' } } }, 'alerts.raid.picture: "javascript:alert(1)"'],
    [{ alerts: { raid: { picture: 'http://a.example/b.png' } } }, 'alerts.raid.picture: "http://a.example/b.png"'],
    [{ alerts: { raid: { picture: 'data:text/html,x' } } }, 'alerts.raid.picture: "data:text/html,x"'],
    [{ alerts: { raid: { sound: 'data:image/png,x' } } }, 'alerts.raid.sound: "data:image/png,x"'],
    [{ alerts: { raid: { picture: 'https://a:b@c.example/' } } }, 'alerts.raid.picture: "https://a:b@c.example/"'],
    [{ alerts: { raid: { title: 'a\nb' } } }, 'alerts.raid.title: "a\\nb"'],
    [{ alerts: { raid: { title: 'a\u202Eb' } } }, 'alerts.raid.title: "a\u202Eb"'],
    [{ alerts: { raid: { text: '\u2066{name}' } } }, 'alerts.raid.text: "\u2066{name}"'],
    [{ alerts: { raid: { time: 1 } } }, 'alerts.raid.time: 1'],
    [{ alerts: { raid: { minimum: 1e308 } } }, 'alerts.raid.minimum: 1e+308'],
    [{ alerts: { raid: { minimum: 2 ** 53 } } }, 'alerts.raid.minimum: 9007199254740992'],
    [{ alerts: { raid: { picture: 'JAVASCRIPT:alert(1)' } } }, 'alerts.raid.picture: "JAVASCRIPT:alert(1)"'],
    [{ alerts: { raid: { picture: ' javascript:alert(1)' } } }, 'alerts.raid.picture: " javascript:alert(1)"'],
    [
      { alerts: { raid: { picture: 'data:image/../text/html,x' } } },
      'alerts.raid.picture: "data:image/../text/html,x"',
    ],
    [{ alerts: { raid: { picture: 'blob:https://a.example/1' } } }, 'alerts.raid.picture: "blob:https://a.example/1"'],
    [{ alerts: { raid: { sound: 'data:image/svg+xml,<svg/>' } } }, 'alerts.raid.sound: "data:image/svg+xml,<svg/>"'],
    [{ token: 'secret' }, 'token: "secret"'],
    [null, 'settings: null'],
    [[1], '0: 1'],
  ])('fall back to the default for what makes no sense, and name it: %j', (given, fault) => {
    expect(readSettings(encode(given))).toEqual({ settings: defaults, faults: [fault] })
  })

  it('keep what makes sense beside what does not', () => {
    const { settings, faults } = readSettings(
      encode({ theme: 'arcade', volume: 'loud', alerts: { raid: { sound: 'coin', time: 1e9 }, host: {} }, evil: 1 }),
    )
    expect(settings).toEqual({
      ...defaults,
      theme: 'arcade',
      alerts: { ...defaults.alerts, raid: { ...defaults.alerts.raid, sound: 'coin' } },
    })
    expect([...faults].sort()).toEqual(['alerts.host: {}', 'alerts.raid.time: 1000000000', 'evil: 1', 'volume: "loud"'])
  })

  it.each([
    ['2.e30', 'version 2'],
    ['1.e3', 'not readable'],
    ['1.%7B%7D', 'not readable'],
    ['hello', 'not readable'],
    [`1.${'e'.repeat(maxLength)}`, 'longer than 4096 characters'],
  ])('that cannot be read are the defaults: %s', (text, fault) => {
    expect(readSettings(text)).toEqual({ settings: defaults, faults: [fault] })
  })

  it('are read from as many characters as they may have, and from not one more', () => {
    const picture = (length: number) => 'https://a.example/'.padEnd(length, 'x')
    const withLength = (length: number) => {
      const raid = { picture: picture(2000), sound: picture(length) }
      return encode({ alerts: { raid } })
    }
    const lengths = Array.from({ length: 1000 }, (_, index) => 500 + index)
    const longest = lengths.map(withLength).find(text => text.length === maxLength) ?? ''
    expect(readSettings(longest)).toMatchObject({
      settings: { alerts: { raid: { picture: picture(2000) } } },
      faults: [],
    })
    const over = { settings: defaults, faults: ['longer than 4096 characters'] }
    expect(readSettings(`${longest}A`)).toEqual(over)
    expect(readSettings(longest.repeat(10_000))).toEqual(over)
  })

  it.each([
    ['a number that is no number to JSON', '{"volume":1e999}', null],
    ['a key twice', '{"volume":5,"volume":"x"}', 'volume: "x"'],
    ['the prototype of all objects', '{"__proto__":{"theme":"paper"},"constructor":{"prototype":{"on":false}}}', null],
    ['thousands of levels', `{"parts":${'{"chat":'.repeat(370)}1${'}'.repeat(370)}}`, null],
    ['thousands of keys', `{${Array.from({ length: 400 }, (_, index) => `"${index}":1`).join()}}`, null],
    ['half of a character', '{"channel":"\\ud800"}', 'channel: "\\ud800"'],
  ])('take no harm from %s', (_, json, fault) => {
    const read = readSettings(`1.${Buffer.from(json).toString('base64url')}`)
    expect(read.settings).toEqual(defaults)
    expect(read.faults.length).toBeGreaterThan(0)
    if (fault) expect(read.faults).toEqual([fault])
    expect(Object.hasOwn(Object.prototype, 'theme')).toBe(false)
  })

  it('are bounded, whatever an address has', () => {
    fc.assert(
      fc.property(hostileFragments, fragment => {
        expect(excesses(fragment)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
