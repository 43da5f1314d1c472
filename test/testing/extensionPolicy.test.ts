import { extensionPolicy } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'

const directivesOf = (policy: string) =>
  Object.fromEntries(policy.split('; ').map(directive => directive.split(/ (.*)/) as [string, string]))

describe('the policy of extensions', () => {
  it('allows an extension its own files, Twitch’s script, API and pictures, and no code of others', () => {
    const directives = directivesOf(extensionPolicy())
    expect(directives['default-src']).toBe("'self'")
    expect(directives['script-src']).toMatch(/^'self' https:\/\/extension-files\.twitch\.tv /)
    expect(directives['script-src']).not.toMatch(/unsafe/)
    expect(directives['connect-src']).toMatch(/^'self' https:\/\/api\.twitch\.tv wss:\/\/pubsub-edge\.twitch\.tv /)
    expect(directives['img-src']).toContain('https://static-cdn.jtvnw.net')
  })

  it('allows what the allowlists have, each for its own kind, and a fake in Twitch’s place', () => {
    const directives = directivesOf(
      extensionPolicy({
        connect: ['https://ebs.example'],
        images: ['https://pictures.example'],
        media: ['https://sounds.example'],
        fake: 'http://localhost:4000/',
      }),
    )
    const ownersOf = (source: string) => Object.keys(directives).filter(name => directives[name]?.includes(source))
    expect(ownersOf('https://ebs.example')).toEqual(['connect-src'])
    expect(ownersOf('https://pictures.example')).toEqual(['img-src'])
    expect(ownersOf('https://sounds.example')).toEqual(['media-src'])
    expect(ownersOf('http://localhost:4000/helix/')).toEqual(['connect-src'])
    expect(ownersOf('http://localhost:4000/images/')).toEqual(['img-src'])
    expect(ownersOf('http://localhost:4000/twitch-ext.min.js')).toEqual(['script-src'])
  })
})
