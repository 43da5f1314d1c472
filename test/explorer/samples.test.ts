import { describe, expect, it } from 'vitest'
import { endpoints } from '../../demo/explorer/facts/library.ts'
import { samplesOf } from '../../demo/explorer/samples/samples.ts'
import { compileSamples, samplesByName } from './sampleProgram.ts'

const codeOf = (name: string, params: object, title: string) => {
  const endpoint = endpoints.get(name)
  const sample = endpoint && samplesOf(name, endpoint.spec, { ...params }).find(form => form.title === title)
  return sample?.code ?? ''
}

describe('the code to take along', () => {
  it('compiles in all forms, for each of 157 endpoints', () => {
    const samples = samplesByName()
    expect([...samples.values()].flat()).toHaveLength(157 * 7)
    const { count, problems } = compileSamples(samples)
    expect(problems.split('\n').slice(0, 20).join('\n')).toBe('')
    // curl is not TypeScript.
    expect(count).toBe(157 * 6)
  })

  it('is what the form says, quoted as the language needs it', () => {
    const odd = 'It\'s "odd"\n$HOME \\ `x`'
    expect(codeOf('sendChatMessage', { message: odd }, 'TypeScript')).toContain(
      `sendChatMessage(client, { message: 'It\\'s "odd"\\n$HOME \\\\ \`x\`' })`,
    )
    expect(codeOf('sendChatMessage', { message: odd }, 'curl')).toContain(
      String.raw`-d '{"broadcaster_id":"<your user id>","sender_id":"<your user id>","message":"It'\''s \"odd\"\n$HOME \\ ` +
        '`x`"}\'',
    )
  })

  it('sends what the library sends: queries, bodies, and bodies inside of data', () => {
    expect(codeOf('getStreams', { user_id: ['1', '2'], first: 5 }, 'curl')).toContain(
      "curl -X GET 'https://api.twitch.tv/helix/streams?user_id=1&user_id=2&first=5'",
    )
    const ban = codeOf('banUser', { user_id: '7', duration: 60 }, 'curl')
    expect(ban).toContain('?broadcaster_id=<your user id>&moderator_id=<your user id>')
    expect(ban).toContain(`-d '{"data":{"user_id":"7","duration":60}}'`)
    expect(codeOf('deleteVideos', { id: ['1', '2'] }, 'curl')).toContain('/videos?id=1&id=2')
    expect(codeOf('getChannelICalendar', { broadcaster_id: '1' }, 'curl')).not.toContain('<token>')
  })

  it('has a place for a token, and never one; secrets of the form are left out', () => {
    const secret = 'a-secret-of-mine'
    const transport = { method: 'webhook', callback: 'https://example.com', secret }
    for (const title of ['TypeScript', 'React', 'Vue', 'Svelte', 'HTML', 'curl', 'Test']) {
      expect(
        codeOf('createEventSubSubscription', { type: 'a.b', version: '1', condition: {}, transport }, title),
      ).not.toContain(secret)
    }
    expect(codeOf('getUsers', {}, 'curl')).toContain('Bearer <token>')
  })
})
