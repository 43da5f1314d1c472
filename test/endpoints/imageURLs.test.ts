import { type Cheermote, type CheermoteImages, cheermoteURL, emoteURL, imageURL } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { answers } from './facts.ts'

/** Rows of Twitch's own example for an operation. */
const documented = (operation: string): readonly Record<string, unknown>[] =>
  answers.flatMap(({ operation: of, value }) => (of === operation ? Object(value).data : []))

const scales = [1, 2, 3] as const
const themes = ['light', 'dark'] as const

describe('emoteURL', () => {
  /** Fills in the template of an emote list. */
  const filled = (id: string, format: string, theme: string, scale: number) =>
    'https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}'
      .replace('{{id}}', id)
      .replace('{{format}}', format)
      .replace('{{theme_mode}}', theme)
      .replace('{{scale}}', `${scale}.0`)

  it('emoteURL fills in Twitch’s template', () => {
    for (const theme of themes) {
      for (const scale of scales) {
        const both = { id: '304456832', format: ['static', 'animated'] }
        const still = { id: '304456832', format: ['static'] }
        expect(emoteURL(both, { theme, scale })).toBe(filled(both.id, 'animated', theme, scale))
        expect(emoteURL(both, { theme, scale, animated: false })).toBe(filled(both.id, 'static', theme, scale))
        expect(emoteURL(still, { theme, scale })).toBe(filled(still.id, 'static', theme, scale))
        expect(emoteURL(still, { theme, scale, animated: true })).toBe(filled(still.id, 'static', theme, scale))
      }
    }
  })

  it('emoteURL returns the address in Twitch’s example for a still image on a light background', () => {
    const emotes = ['get-channel-emotes', 'get-global-emotes', 'get-emote-sets'].flatMap(documented)
    expect(emotes.length).toBeGreaterThan(3)
    for (const emote of emotes) {
      const { id, format, images } = Object(emote)
      const at = (scale: (typeof scales)[number]) =>
        emoteURL({ id, format }, { scale, theme: 'light', animated: false })
      expect({ url_1x: at(1), url_2x: at(2), url_4x: at(3) }).toEqual(images)
    }
  })

  it('the default image is small, for a dark background, and animated if possible', () => {
    expect(emoteURL({ id: '25', format: ['static', 'animated'] })).toBe(filled('25', 'animated', 'dark', 1))
    expect(emoteURL({ id: '25', format: 'animated' })).toBe(filled('25', 'animated', 'dark', 1))
    expect(emoteURL({ id: '25', format: 'static' })).toBe(filled('25', 'static', 'dark', 1))
  })

  it('emoteURL of an id returns the default image or the still one', () => {
    expect(emoteURL({ id: '25' })).toBe(filled('25', 'default', 'dark', 1))
    expect(emoteURL({ id: '25' }, { animated: false })).toBe(filled('25', 'static', 'dark', 1))
  })

  it('emoteURL uses another template if one is given', () => {
    const imagesURL = 'http://localhost:4000/images'
    expect(emoteURL({ id: '25' }, { imagesURL })).toBe(`${imagesURL}/emoticons/v2/25/default/dark/1.0`)
    expect(emoteURL({ id: '25' }, { imagesURL: undefined })).toBe(filled('25', 'default', 'dark', 1))
  })

  it('any id gives an address of Twitch’s server', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...themes),
        fc.constantFrom(...scales),
        (id, theme, scale) => {
          fc.pre(id !== '.' && id !== '..' && id !== '')
          const { origin, pathname, search, hash } = new URL(emoteURL({ id }, { theme, scale }))
          expect([origin, search, hash]).toEqual(['https://static-cdn.jtvnw.net', '', ''])
          expect(pathname.split('/').map(decodeURIComponent)).toEqual([
            '',
            'emoticons',
            'v2',
            id,
            'default',
            theme,
            `${scale}.0`,
          ])
        },
      ),
    )
  })
})

describe('cheermoteURL', () => {
  const [cheer] = documented('get-cheermotes')
  const sizes = [1, 1.5, 2, 3, 4] as const

  it('cheermoteURL returns the address in Twitch’s example', () => {
    const { tiers } = Object(cheer)
    for (const theme of themes) {
      for (const scale of sizes) {
        for (const animated of [true, false]) {
          const address = tiers[0].images[theme][animated ? 'animated' : 'static'][scale]
          expect(address).toMatch(/^https:/)
          expect(cheermoteURL({ tiers }, 1, { theme, scale, animated })).toBe(address)
        }
      }
    }
    expect(cheermoteURL({ tiers }, 1)).toBe(tiers[0].images.dark.animated['1'])
  })

  const addresses = (name: string) => ({ '1': name, '1.5': name, '2': name, '3': name, '4': name })
  const images = (name: string): CheermoteImages => {
    const formats = { animated: addresses(name), static: addresses(name) }
    return { dark: formats, light: formats }
  }
  const cheermote = (...steps: readonly number[]): Pick<Cheermote, 'tiers'> => ({
    tiers: steps.map(min_bits => ({
      min_bits,
      id: `${min_bits}`,
      color: '#979797',
      images: images(`tier${min_bits}`),
      can_cheer: true,
      show_in_bits_card: true,
    })),
  })

  it.each([
    [1, 'tier1'],
    [99, 'tier1'],
    [100, 'tier100'],
    [999, 'tier100'],
    [1000, 'tier1000'],
    [1_000_000, 'tier1000'],
  ])('cheermoteURL of %d Bits returns the image of the highest tier that they reach', (bits, name) => {
    expect(cheermoteURL(cheermote(1, 100, 1000), bits)).toBe(name)
    expect(cheermoteURL(cheermote(1000, 1, 100), bits)).toBe(name)
  })

  it('cheermoteURL returns null below all tiers', () => {
    expect(cheermoteURL(cheermote(100), 99)).toBeNull()
    expect(cheermoteURL(cheermote(), 1)).toBeNull()
    expect(cheermoteURL(cheermote(1, 100), 0)).toBeNull()
  })

  it('more Bits never give a lower tier', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1 }),
        fc.nat(200_000),
        (steps, bits) => {
          const reached = steps.filter(step => step <= bits)
          expect(cheermoteURL(cheermote(...steps), bits)).toBe(reached.length ? `tier${Math.max(...reached)}` : null)
        },
      ),
    )
  })
})

describe('imageURL', () => {
  it('imageURL fills in both forms of placeholders', () => {
    expect(imageURL('https://x/live_user_ada-{width}x{height}.jpg', 440, 248)).toBe(
      'https://x/live_user_ada-440x248.jpg',
    )
    expect(imageURL('https://x/thumb0-%{width}x%{height}.jpg', 440, 248)).toBe('https://x/thumb0-440x248.jpg')
  })

  it('imageURL fills in the addresses of Twitch’s examples', () => {
    const templates = ['get-streams', 'get-games', 'get-top-games']
      .flatMap(documented)
      .map(row => String(row['thumbnail_url'] ?? row['box_art_url']))
    expect(templates.length).toBeGreaterThan(2)
    for (const template of templates) {
      const address = imageURL(template, 285, 380)
      expect(() => new URL(address)).not.toThrow()
      expect(address).toMatch(/-285x380\.jpg$/)
    }
  })

  it('imageURL returns an address without placeholders unchanged', () => {
    for (const address of ['', 'https://x/743-52x72.jpg', 'https://x/{size}.jpg']) {
      expect(imageURL(address, 440, 248)).toBe(address)
    }
  })

  it('imageURL fills in every placeholder and nothing else', () => {
    const piece = fc.stringMatching(/^[a-z0-9/:.%$&_-]*$/)
    fc.assert(
      fc.property(piece, piece, fc.nat(), fc.nat(), fc.boolean(), (before, after, width, height, video) => {
        const [left, right] = video ? ['%{width}', '%{height}'] : ['{width}', '{height}']
        fc.pre(video || !before.endsWith('%'))
        expect(imageURL(`${before}${left}x${right}${after}`, width, height)).toBe(`${before}${width}x${height}${after}`)
      }),
    )
  })
})
