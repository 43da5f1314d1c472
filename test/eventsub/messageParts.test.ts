import type { ChatBadge, ChatBadgeSet, Cheermote } from 'tinyhelix'
import { type ChannelChatMessageEvent, messageParts, messageText } from 'tinyhelix/eventsub'
import { describe, expect, it, vi } from 'vitest'

type Fragment = ChannelChatMessageEvent['message']['fragments'][number]

const piece = (type: string, text: string, more: Partial<Fragment> = {}): Fragment => ({
  type,
  text,
  emote: null,
  cheermote: null,
  mention: null,
  ...more,
})
const text = (words: string) => piece('text', words)
const emote = (name: string, format: string[]) =>
  piece('emote', name, { emote: { id: '25', emote_set_id: '1', owner_id: '1', format } })
const chat = (...fragments: Fragment[]) => ({
  message: { text: fragments.map(({ text }) => text).join(''), fragments },
  badges: [] as ChannelChatMessageEvent['badges'],
  color: '',
})
const parts = (...[fragments, options]: [Fragment[], Parameters<typeof messageParts>[1]?]) =>
  messageParts(chat(...fragments), options).parts

describe('the parts of a message', () => {
  it('a message has text, emotes and mentions in order, and other fragments as text', () => {
    const person = { user_id: '7', user_login: 'bo', user_name: 'Bo' }
    expect(
      parts([
        text('hi '),
        piece('mention', '@Bo', { mention: person }),
        emote('Kappa', ['static']),
        piece('gif', 'a cat', { gif: { gif_id: '1', url: 'https://example.com/cat.gif' } }),
        piece('something new', '!'),
      ]),
    ).toEqual([
      { type: 'text', text: 'hi ' },
      { type: 'mention', user_id: '7', text: '@Bo' },
      {
        type: 'emote',
        id: '25',
        name: 'Kappa',
        url: 'https://static-cdn.jtvnw.net/emoticons/v2/25/static/dark/1.0',
        animated: false,
      },
      { type: 'gif', text: 'a cat', url: 'https://example.com/cat.gif' },
      { type: 'text', text: '!' },
    ])
  })

  it('an empty message has no parts', () => {
    expect(messageParts(chat())).toEqual({ badges: [], color: null, parts: [], isAction: false, source: null })
    expect(parts([text('')])).toEqual([])
  })

  it.each([
    { options: {}, path: 'animated/dark/1.0', animated: true },
    { options: { animated: false }, path: 'static/dark/1.0', animated: false },
    { options: { scale: 3, theme: 'light' }, path: 'animated/light/3.0', animated: true },
    { options: { scale: 2, theme: undefined }, path: 'animated/dark/2.0', animated: true },
  ] as const)('an emote has the image in the options: $options', ({ options, path, animated }) => {
    const url = `https://static-cdn.jtvnw.net/emoticons/v2/25/${path}`
    expect(parts([emote('Dance', ['static', 'animated'])], options)).toMatchObject([{ url, animated }])
  })

  it('a cheer has an image if it is known', () => {
    const images = (moving: string) =>
      Object.fromEntries(['1', '1.5', '2', '3', '4'].map(scale => [scale, `${moving}/${scale}`]))
    const of = (theme: string) => ({ animated: images(`${theme}/animated`), static: images(`${theme}/static`) })
    const tier = { min_bits: 100, id: '100', images: { dark: of('dark'), light: of('light') } }
    const cheermotes = [{ prefix: 'Cheer', tiers: [tier] }] as unknown as Cheermote[]
    const cheer = piece('cheermote', 'cheer100', { cheermote: { prefix: 'cheer', bits: 100, tier: 100 } })
    const known = { type: 'cheermote', prefix: 'cheer', bits: 100, tier: 100 }
    expect(parts([cheer])).toEqual([{ ...known, url: null }])
    expect(parts([cheer], { cheermotes })).toEqual([{ ...known, url: 'dark/animated/1' }])
    expect(parts([cheer], { cheermotes, scale: 3, theme: 'light', animated: false })).toEqual([
      { ...known, url: 'light/static/3' },
    ])
  })

  it('emotes of other providers replace words, and spaces stay', () => {
    const known = new Map([
      ['catJAM', { id: 'c', url: 'https://example.com/c', animated: true }],
      ['EZ', { id: 'e', url: 'https://example.com/e' }],
    ])
    const asked: string[] = []
    const resolveWord = (word: string) => {
      asked.push(word)
      return known.get(word)
    }
    expect(parts([text('so  catJAM good EZ'), emote('Kappa', []), text('constructor')], { resolveWord })).toEqual([
      { type: 'text', text: 'so  ' },
      { type: 'emote', id: 'c', name: 'catJAM', url: 'https://example.com/c', animated: true },
      { type: 'text', text: ' good ' },
      { type: 'emote', id: 'e', name: 'EZ', url: 'https://example.com/e', animated: false },
      { type: 'emote', id: '25', name: 'Kappa', url: expect.any(String), animated: false },
      { type: 'text', text: 'constructor' },
    ])
    expect(asked).toEqual(['so', 'catJAM', 'good', 'EZ', 'constructor'])
  })

  it('each word of a long message is looked up once', () => {
    const long = text('word '.repeat(20_000))
    const resolveWord = vi.fn(() => null)
    expect(parts([long], { resolveWord })).toEqual([{ type: 'text', text: long.text }])
    expect(resolveWord).toHaveBeenCalledTimes(20_000)
  })
})

describe('the badges of a message', () => {
  const version = (id: string, title: string) =>
    ({
      id,
      title,
      image_url_1x: `${title}/1`,
      image_url_2x: `${title}/2`,
      image_url_4x: `${title}/4`,
    }) as ChatBadge
  const global: ChatBadgeSet[] = [
    { set_id: 'moderator', versions: [version('1', 'Moderator')] },
    { set_id: 'subscriber', versions: [version('0', 'Subscriber'), version('3', 'Three Months')] },
  ]
  const channel: ChatBadgeSet[] = [{ set_id: 'subscriber', versions: [version('3', 'Loyal Friend')] }]
  const event = {
    ...chat(text('hi')),
    badges: [
      { set_id: 'moderator', id: '1', info: '' },
      { set_id: 'subscriber', id: '3', info: '4' },
      { set_id: 'unknown', id: '1', info: '' },
    ],
  }

  it.each([
    { scale: 1, size: 1 },
    { scale: 2, size: 2 },
    { scale: 3, size: 4 },
  ] as const)('badges of the channel override global ones, in size $size', ({ scale, size }) => {
    expect(messageParts(event, { badges: [...global, ...channel], scale }).badges).toEqual([
      { title: 'Moderator', url: `Moderator/${size}` },
      { title: 'Loyal Friend', url: `Loyal Friend/${size}` },
    ])
  })

  it('unknown badges are left out', () => {
    expect(messageParts(event).badges).toEqual([])
  })
})

it.each([
  ['#00FF7F', '#00FF7F'],
  ['', null],
  [null, null],
])('the color %j of a name is %j', (color, expected) => {
  expect(messageParts({ ...chat(), color }).color).toBe(expected)
})

describe('special parts of a message', () => {
  it('a GIF is a part, or its caption with gifs: false', () => {
    const pieces = [
      text('look '),
      piece('gif', '[a cat]', { gif: { gif_id: '1', url: 'https://example.com/cat.gif' } }),
    ]
    expect(parts(pieces).at(-1)).toEqual({ type: 'gif', text: '[a cat]', url: 'https://example.com/cat.gif' })
    expect(parts(pieces, { gifs: false })).toEqual([{ type: 'text', text: 'look [a cat]' }])
  })

  it('an action has isAction and no control characters', () => {
    const event = {
      ...chat(text('dances')),
      message: { text: '\u0001ACTION dances\u0001', fragments: [text('dances')] },
    }
    expect(messageParts(event)).toMatchObject({ isAction: true, parts: [{ type: 'text', text: 'dances' }] })
    expect(messageText(event.message)).toBe('dances')
    expect(messageParts(chat(text('ACTION dances'))).isAction).toBe(false)
    expect(messageText({ text: 'ACTION dances' })).toBe('ACTION dances')
    expect(messageText({ text: '\u0001ACTION a\nb' })).toBe('a\nb')
  })

  it('a message of a shared chat has the badges and the name of its source channel', () => {
    const set = (set_id: string, title: string): ChatBadgeSet => ({
      set_id,
      versions: [{ id: '1', title, image_url_1x: title, image_url_2x: '', image_url_4x: '' } as ChatBadge],
    })
    const event = {
      ...chat(text('hi')),
      badges: [{ set_id: 'vip', id: '1', info: '' }],
      source_broadcaster_user_id: '7',
      source_broadcaster_user_name: 'Bo',
      source_badges: [{ set_id: 'subscriber', id: '1', info: '' }],
    }
    const badges = [set('vip', 'VIP'), set('subscriber', 'Mine')]
    const sourceBadges = [set('subscriber', 'Theirs')]
    const titles = (...args: Parameters<typeof messageParts>) => messageParts(...args).badges.map(({ title }) => title)
    expect(titles(event, { badges, sourceBadges })).toEqual(['Theirs'])
    expect(titles(event, { badges })).toEqual(['Mine'])
    expect(messageParts(event).source).toBe('Bo')
    expect(messageParts({ ...event, source_broadcaster_user_name: '' }).source).toBe('7')
    const own = { ...event, source_broadcaster_user_id: null, source_badges: null }
    expect([messageParts(own).source, titles(own, { badges, sourceBadges })]).toEqual([null, ['VIP']])
  })

  it('an emote can overlay another one', () => {
    const known: Record<string, { id: string; url: string; zeroWidth?: boolean }> = {
      cat: { id: 'c', url: 'cat.png' },
      hat: { id: 'h', url: 'hat.png', zeroWidth: true },
      tie: { id: 't', url: 'tie.png', zeroWidth: true },
    }
    const resolveWord = (word: string) => known[word]
    const overlay = (name: string, id: string) => ({ id, name, url: `${name}.png`, animated: false })
    const cat = { type: 'emote', ...overlay('cat', 'c') }
    expect(parts([text('cat hat tie yes')], { resolveWord })).toEqual([
      { ...cat, overlays: [overlay('hat', 'h'), overlay('tie', 't')] },
      { type: 'text', text: ' yes' },
    ])
    expect(parts([text('cat, hat')], { resolveWord }).map(({ type }) => type)).toEqual(['text', 'emote'])
    expect(parts([text('hat cat')], { resolveWord })).toEqual([
      { type: 'emote', ...overlay('hat', 'h') },
      { type: 'text', text: ' ' },
      cat,
    ])
    const [kappa] = parts([emote('Kappa', ['static']), text(' hat')], { resolveWord })
    expect(kappa).toMatchObject({ name: 'Kappa', overlays: [overlay('hat', 'h')] })
  })
})
