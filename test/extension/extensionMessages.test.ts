// @vitest-environment happy-dom
import { createExtension, type ExtensionTarget, extensionMessages } from 'tinyhelix/extension'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../auth/page.ts'
import { pass, stopTime } from '../auth/twitch.ts'
import { uncaughtErrors } from '../core/uncaughtErrors.ts'
import { scriptHelper } from './scriptedHelper.ts'

beforeEach(() => {
  stopTime()
  openPage('https://client.ext-twitch.tv/panel.html')
})

function start() {
  const twitch = scriptHelper()
  const extension = createExtension({ helper: twitch.helper })
  return { twitch, extension, messages: extensionMessages(extension) }
}

const asJSON = 'application/json'
const broadcaster = { pubsub_perms: { listen: ['broadcast'], send: ['broadcast', 'whisper-*'] } }

describe('messages', () => {
  it('reach every handler of their target over one listener at Twitch, which ends with the last', async () => {
    const { twitch, extension, messages } = start()
    const heard: unknown[] = []
    const stops = [
      messages.on('broadcast', message => heard.push(['first', message])),
      messages.on('broadcast', message => heard.push(['second', message])),
      extensionMessages(extension).on('global', message => heard.push(['global', message])),
    ]
    twitch.authorize()
    await pass()
    expect(twitch.targets()).toEqual(['broadcast', 'global'])
    twitch.tell('broadcast', asJSON, '{"votes":3}')
    expect(heard).toEqual([
      ['first', { votes: 3 }],
      ['second', { votes: 3 }],
    ])
    stops[0]?.()
    stops[0]?.()
    twitch.tell('broadcast', asJSON, '4')
    stops[1]?.()
    expect(twitch.targets()).toEqual(['global'])
    twitch.tell('broadcast', asJSON, '5')
    twitch.tell('global', 'text/plain', '6')
    expect(heard.slice(2)).toEqual([
      ['second', 4],
      ['global', '6'],
    ])
  })

  it('still reach the others if a handler throws', async () => {
    const { twitch, messages } = start()
    twitch.authorize()
    await pass()
    const uncaught = uncaughtErrors()
    const heard: unknown[] = []
    messages.on('broadcast', () => {
      throw new Error('broken')
    })
    messages.on('broadcast', message => heard.push(message))
    twitch.tell('broadcast', asJSON, '1')
    expect(heard).toEqual([1])
    expect(uncaught).toEqual([new Error('broken')])
  })

  it.each([
    ['is not JSON', '{', asJSON],
    ['does not match the schema', '{"votes":"three"}', asJSON],
    ['is null', 'null', asJSON],
    ['is text where an object was expected', '{"votes":3}', 'text/plain'],
    ['is no text at all', undefined, asJSON],
  ])('that %s are left out, and disturb nothing', async (_, text, type) => {
    const { twitch, messages } = start()
    const heard: unknown[] = []
    messages.on('broadcast', v.object({ votes: v.number() }), message => heard.push(message))
    twitch.authorize()
    await pass()
    twitch.tell('broadcast', type, text)
    twitch.tell('broadcast', asJSON, '{"votes":3,"more":true}')
    expect(heard).toEqual([{ votes: 3, more: true }])
  })

  it.each(['', 'whisper-', 'everyone', 'Broadcast'])('have no target %j', async target => {
    const { messages } = start()
    const refused = expect.objectContaining({ code: 'parameter' })
    expect(() => messages.on(target as ExtensionTarget, () => {})).toThrow(refused)
    await expect(messages.send(target as ExtensionTarget, 1)).rejects.toEqual(refused)
  })

  it('whispered to a viewer end with that viewer; those to everybody go on', async () => {
    const { twitch, messages } = start()
    const heard: unknown[] = []
    twitch.authorize('U1')
    await pass()
    messages.on('whisper-U1', message => heard.push(['whisper', message]))
    messages.on('broadcast', message => heard.push(['broadcast', message]))
    twitch.tell('whisper-U1', asJSON, '1')
    twitch.authorize('U1', {}, 'renewed')
    expect(twitch.targets()).toEqual(['whisper-U1', 'broadcast'])
    twitch.authorize('U2')
    expect(twitch.targets()).toEqual(['broadcast'])
    twitch.tell('whisper-U1', asJSON, '2')
    twitch.tell('broadcast', asJSON, '3')
    expect(heard).toEqual([
      ['whisper', 1],
      ['broadcast', 3],
    ])
  })

  it('whispered to a viewer who has left reach no handler, not even a later one', async () => {
    const { twitch, messages } = start()
    const heard: unknown[] = []
    twitch.authorize('U1')
    twitch.authorize('U2')
    await pass()
    messages.on('whisper-U1', message => heard.push(message))
    messages.on('whisper-U2', message => heard.push(message))
    twitch.tell('whisper-U1', asJSON, '1')
    twitch.tell('whisper-U2', asJSON, '2')
    expect(heard).toEqual([2])
  })

  it('end with the extension', async () => {
    const { twitch, extension, messages } = start()
    const heard: unknown[] = []
    messages.on('broadcast', message => heard.push(message))
    messages.on('global', message => heard.push(message))
    twitch.authorize()
    await pass()
    extension.close()
    expect(twitch.targets()).toEqual([])
    twitch.tell('broadcast', asJSON, '1')
    expect(heard).toEqual([])
  })
})

describe('sending a message', () => {
  it.each(['broadcast', 'whisper-U7'] as const)('to %s gives it to Twitch as JSON', async target => {
    const { twitch, messages } = start()
    const sending = messages.send(target, { votes: 3 })
    twitch.authorize('U1', broadcaster)
    await sending
    expect(twitch.send.mock.calls).toEqual([[target, asJSON, '{"votes":3}']])
  })

  it.each([
    ['a viewer', 'broadcast', { pubsub_perms: { listen: ['broadcast'] } }],
    ['a broadcaster, to all channels,', 'global', broadcaster],
    ['a JWT with wrong permissions', 'broadcast', { pubsub_perms: { send: [null, 7, {}] } }],
    ['a JWT without a list of permissions', 'broadcast', { pubsub_perms: { send: null } }],
  ] as const)('is refused for %s, whose message Twitch would drop without a word', async (_, target, claims) => {
    const { twitch, messages } = start()
    twitch.authorize('U1', claims)
    await expect(messages.send(target, 1)).rejects.toMatchObject({ code: 'forbidden' })
    expect(twitch.send).not.toHaveBeenCalled()
  })

  it('is left to Twitch if the JWT says nothing of permissions', async () => {
    const { twitch, messages } = start()
    twitch.authorize()
    await messages.send('broadcast', 1)
    expect(twitch.send).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['more than 5 KB', 'ä'.repeat(2560)],
    ['nothing', undefined],
    ['a function', () => {}],
  ])('refuses %s', async (_, message) => {
    const { twitch, messages } = start()
    twitch.authorize('U1', broadcaster)
    await expect(messages.send('broadcast', message)).rejects.toMatchObject({ code: 'parameter' })
    expect(twitch.send).not.toHaveBeenCalled()
  })

  it('for a viewer who has left meanwhile is refused', async () => {
    const { twitch, messages } = start()
    twitch.authorize('U1', { ...broadcaster, exp: Math.floor(Date.now() / 1000) + 60 })
    await pass(60_000)
    const sending = messages.send('broadcast', 1)
    const outcome = sending.catch((error: unknown) => error)
    await pass()
    twitch.authorize('U2', broadcaster)
    expect(await outcome).toMatchObject({ code: 'token' })
    expect(twitch.send).not.toHaveBeenCalled()
  })
})
