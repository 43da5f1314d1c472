import { parseIRC } from 'tinyhelix/chat'
import { describe, expect, inject, it } from 'vitest'
import fc from '../tools/fastCheck.ts'

/** Lines, most of them as Twitch's guide has them, and what they say. */
const lines: readonly [line: string, parts: object][] = [
  ['PING :tmi.twitch.tv', { prefix: '', command: 'PING', params: [], trailing: 'tmi.twitch.tv' }],
  [':tmi.twitch.tv RECONNECT', { prefix: 'tmi.twitch.tv', command: 'RECONNECT', params: [], trailing: null }],
  [
    ':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands',
    { prefix: 'tmi.twitch.tv', command: 'CAP', params: ['*', 'ACK'], trailing: 'twitch.tv/tags twitch.tv/commands' },
  ],
  [
    ':tmi.twitch.tv 001 justinfan123 :Welcome, GLHF!',
    { command: '001', params: ['justinfan123'], trailing: 'Welcome, GLHF!' },
  ],
  [
    ':ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #dallas :Hello, chat!',
    { prefix: 'ronni!ronni@ronni.tmi.twitch.tv', command: 'PRIVMSG', params: ['#dallas'], trailing: 'Hello, chat!' },
  ],
  [
    '@r9k=1;room-id=713936733 :tmi.twitch.tv ROOMSTATE #bar',
    { tags: { r9k: '1', 'room-id': '713936733' }, command: 'ROOMSTATE', params: ['#bar'], trailing: null },
  ],
  [
    '@login=foo;room-id=;target-msg-id=94e6c7ff-bf98-4faa-af5d-7ad633a158a9;tmi-sent-ts=1642720582342 :tmi.twitch.tv CLEARMSG #bar :what a great day',
    {
      tags: {
        login: 'foo',
        'room-id': '',
        'target-msg-id': '94e6c7ff-bf98-4faa-af5d-7ad633a158a9',
        'tmi-sent-ts': '1642720582342',
      },
      trailing: 'what a great day',
    },
  ],
  [
    '@system-msg=15\\sraiders\\sfrom\\sTestChannel\\shave\\sjoined\\n! :tmi.twitch.tv USERNOTICE #other',
    { tags: { 'system-msg': '15 raiders from TestChannel have joined\n!' }, trailing: null },
  ],
  ['@a=\\:\\s\\\\\\r\\n;b=\\\\s :x A', { tags: { a: '; \\\r\n', b: '\\s' } }],
  // Escapes that are none, as the specification has them.
  ['@a=\\b;c=1\\;d=\\ A', { tags: { a: 'b', c: '1', d: '' }, command: 'A' }],
  // A value may have the sign in it, a tag may have no value.
  ['@body=2+2=5;flag;empty= A', { tags: { body: '2+2=5', flag: '', empty: '' } }],
  // A text may begin like anything else, or with nothing.
  [':a PRIVMSG #b ::) :D', { params: ['#b'], trailing: ':) :D' }],
  [':a PRIVMSG #b :', { params: ['#b'], trailing: '' }],
  [':a PRIVMSG #b :  x ', { trailing: '  x ' }],
  ['@a=1   :p   JOIN   #a  #b  ', { tags: { a: '1' }, prefix: 'p', command: 'JOIN', params: ['#a', '#b'] }],
  [':a PRIVMSG #b :line\r\n', { trailing: 'line' }],
  [':a PRIVMSG #b :line\n', { trailing: 'line' }],
  // What is no line.
  ['', { tags: {}, prefix: '', command: '', params: [], trailing: null }],
  ['   ', { tags: {}, prefix: '', command: '', params: [], trailing: null }],
  ['@a=1', { tags: { a: '1' }, prefix: '', command: '', params: [], trailing: null }],
  ['@', { command: '', params: [], trailing: null }],
  [':', { prefix: '', command: '', params: [], trailing: null }],
  [':only', { prefix: 'only', command: '', params: [], trailing: null }],
]

/** Copies what has no prototype. */
const plain = (line: string) => ({ ...parseIRC(line), tags: { ...parseIRC(line).tags } })

describe('a line of IRC', () => {
  it.each(lines)('%j has its parts', (line, parts) => {
    expect(plain(line)).toMatchObject(parts)
  })

  it('never throws on 100,000 characters, and takes no time that grows with their square', () => {
    const size = 100_000
    const hostile = [
      '@'.repeat(size),
      ';'.repeat(size),
      `@${';'.repeat(size)} A`,
      `@${'a;'.repeat(size / 2)} A`,
      `@${Array.from({ length: size / 8 }, (_, index) => `t${index}=1`).join(';')} A`,
      `@a=${'\\'.repeat(size)} A`,
      `@a=${'\\s'.repeat(size)} A`,
      ' '.repeat(size),
      ':'.repeat(size),
      ' :'.repeat(size),
      `A ${'b '.repeat(size)}`,
      `A${'\r'.repeat(size)}`,
      `A #b :${'\r'.repeat(size)}x`,
      `@__proto__=1;constructor=2;toString=3 A`,
      '@a=\ud800;b=\udfff \udc00 :\ud800',
      '\0@\0=\0 \0:\0 \0 :\0',
    ]
    for (const line of hostile) expect(typeof parseIRC(line).command).toBe('string')
  })

  it('has only its own tags', () => {
    const { tags } = parseIRC('@__proto__=1;constructor=2 A')
    expect(Object.keys(tags)).toEqual(['__proto__', 'constructor'])
    expect(tags['toString']).toBeUndefined()
    expect(parseIRC('A').tags['constructor']).toBeUndefined()
  })

  it('gives back what was put in, whatever it is', () => {
    const escaped = (text: string) =>
      text.replace(
        /[;\s\\]/g,
        letter => ({ ';': '\\:', ' ': '\\s', '\r': '\\r', '\n': '\\n' })[letter] ?? `\\${letter}`,
      )
    const value = fc.string({ unit: 'binary', maxLength: 40 }).filter(text => !/[^\S \r\n]/.test(text))
    const word = fc.stringMatching(/^[A-Za-z0-9#*][^\s:]{0,12}$/)
    const name = fc.stringMatching(/^[a-z][a-z-]{0,15}$/)
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { minKeys: 1 }),
        fc.option(word, { nil: '' }),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.option(
          fc.string({ unit: 'binary' }).filter(text => !/[\r\n]$/.test(text)),
          { nil: null },
        ),
        (tags, prefix, [command = '', ...params], trailing) => {
          const list = Object.entries(tags).map(([key, text]) => `${key}=${escaped(text)}`)
          const words = [`@${list.join(';')}`, ...(prefix ? [`:${prefix}`] : []), command, ...params]
          const line = words.join(' ') + (trailing === null ? '' : ` :${trailing}`)
          expect(plain(line)).toEqual({ tags: { ...tags }, prefix, command, params, trailing })
        },
      ),
      { numRuns: inject('isLongRun') ? 100_000 : 500 },
    )
  })

  it('never throws, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom('@', ':', ' ', ';', '=', '\\', '\r', '\n', '\0', '\ud800', 'PRIVMSG', '#a', ' :', 'emotes='),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const { tags, prefix, command, params, trailing } = parseIRC(pieces.join(''))
        for (const text of [prefix, command, ...params, trailing ?? '', ...Object.values(tags)])
          expect(typeof text).toBe('string')
      }),
      { numRuns: inject('isLongRun') ? 100_000 : 500 },
    )
  })
})
