// @vitest-environment happy-dom
import { createExtension, extensionConfiguration } from 'tinyhelix/extension'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../auth/page.ts'
import { pass, stopTime, within } from '../auth/twitch.ts'
import { scriptHelper } from './scriptedHelper.ts'

beforeEach(() => {
  stopTime()
  openPage('https://client.ext-twitch.tv/config.html?mode=config&platform=web')
})

const schema = v.object({ title: v.string() })

function start(role = 'broadcaster') {
  const twitch = scriptHelper()
  const extension = createExtension({ helper: twitch.helper })
  twitch.viewer.role = role
  const settings = extensionConfiguration(extension, 'broadcaster', schema, { version: '2' })
  /** What is stored at Twitch when the page loads. */
  const load = (content: unknown, version = '2') => {
    twitch.configuration.broadcaster = content === undefined ? undefined : ({ version, content } as never)
    twitch.call('configuration')
  }
  return { twitch, extension, settings, load }
}

describe('a segment of the configuration', () => {
  it('is pending until Twitch has sent it, and then has what is stored', () => {
    const { settings, load } = start()
    const seen: unknown[] = []
    settings.subscribe(state => seen.push(state))
    load('{"title":"Cats"}')
    load('{"title":"Cats"}')
    expect(seen).toEqual([
      { status: 'pending', value: null, error: null },
      { status: 'ready', value: { title: 'Cats' }, error: null },
      { status: 'ready', value: { title: 'Cats' }, error: null },
    ])
  })

  it('keeps its state object while nothing changes, whoever reads it', () => {
    const { twitch, settings, load } = start()
    load('{"title":"Cats"}')
    const { state } = settings
    twitch.authorize()
    twitch.call('context', { volume: 0.1 }, ['volume'])
    expect(settings.state).toBe(state)
  })

  it.each([
    ['no record', undefined],
    ['an empty text', ''],
    ['null', null],
  ])('that has %s stores nothing, which is no error', (_, content) => {
    const { settings, load } = start()
    load(content)
    expect(settings.state).toEqual({ status: 'ready', value: null, error: null })
  })

  it.each([
    ['is not JSON', '{"title":', '2', 'broadcaster is not JSON'],
    ['does not match the schema', '{"title":7}', '2', 'broadcaster.title'],
    ['has another version', '{"title":"Cats"}', '1', 'version 1 instead of 2'],
    ['is no text', 42, '2', 'broadcaster'],
    ['is a list', '[]', '2', 'broadcaster'],
  ])('that %s has no value and an error with code schema', (_, content, version, message) => {
    const { settings, load } = start()
    load(content, version)
    expect(settings.state).toMatchObject({ status: 'ready', value: null })
    expect(settings.state.error).toMatchObject({ code: 'schema', message: expect.stringContaining(message) })
  })

  it('without a schema or a version takes whatever JSON is stored', () => {
    const { extension, load } = start()
    const any = extensionConfiguration(extension, 'broadcaster')
    load('[1]', '99')
    expect(any.state.value).toEqual([1])
  })

  it('of each kind is read for itself', () => {
    const { twitch, extension } = start()
    const [global, developer] = (['global', 'developer'] as const).map(segment =>
      extensionConfiguration(extension, segment),
    )
    Object.assign(twitch.configuration, {
      global: { version: '1', content: '1' },
      developer: { version: '1', content: '2' },
    })
    twitch.call('configuration')
    expect([global?.state.value, developer?.state.value]).toEqual([1, 2])
  })

  it('is absent with the extension', async () => {
    const { settings } = start()
    await pass(5000)
    expect(settings.state).toMatchObject({ status: 'absent', value: null, error: { code: 'token' } })
  })

  it('refuses an asynchronous schema as an error of its own', () => {
    const { extension, load } = start()
    const settings = extensionConfiguration(extension, 'broadcaster', {
      '~standard': { version: 1, vendor: 'test', validate: async () => ({ issues: undefined }) },
    })
    load('{}')
    expect(settings.state.error).toMatchObject({ code: 'parameter' })
  })
})

describe('storing a segment', () => {
  it('calls Twitch once, and shows the value at once in every store of the page', async () => {
    const { twitch, extension, settings, load } = start()
    load('{"title":"Cats"}')
    twitch.authorize()
    const other = extensionConfiguration(extension, 'broadcaster')
    await settings.set({ title: 'Dogs' })
    expect(twitch.configuration.set.mock.calls).toEqual([['broadcaster', '2', '{"title":"Dogs"}']])
    expect([settings.state.value, other.state.value]).toEqual([{ title: 'Dogs' }, { title: 'Dogs' }])
    // Twitch's next word is newer.
    load('{"title":"Birds"}')
    expect([settings.state.value, other.state.value]).toEqual([{ title: 'Birds' }, { title: 'Birds' }])
  })

  it('works before Twitch has sent anything, and where only the context tells the mode', async () => {
    openPage('https://client.ext-twitch.tv/config.html')
    const { twitch, settings } = start()
    const storing = settings.set({ title: 'Dogs' })
    twitch.call('context', { mode: 'dashboard' }, ['mode'])
    twitch.authorize()
    await storing
    expect(settings.state).toEqual({ status: 'ready', value: { title: 'Dogs' }, error: null })
  })

  it.each([
    ['of more than 5 KB', { title: '€'.repeat(1703) }, 'parameter'],
    ['that does not match the schema', { title: 7 as never }, 'schema'],
    ['that is not JSON', undefined as never, 'parameter'],
  ])('refuses a value %s before anything is asked of Twitch', async (_, value, code) => {
    const { twitch, settings } = start()
    twitch.authorize()
    await expect(settings.set(value)).rejects.toMatchObject({ code })
    expect(twitch.configuration.set).not.toHaveBeenCalled()
    expect(settings.state.value).toBeNull()
  })

  it('takes a value of exactly 5 KB', async () => {
    const { twitch, settings } = start()
    twitch.authorize()
    await settings.set({ title: 'x'.repeat(5120 - '{"title":""}'.length) })
    expect(twitch.configuration.set).toHaveBeenCalledTimes(1)
  })

  it.each(['viewer', 'moderator'])('is refused for a %s', async role => {
    const { twitch, settings } = start(role)
    twitch.authorize()
    await expect(settings.set({ title: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(twitch.configuration.set).not.toHaveBeenCalled()
  })

  it('is refused in the view of viewers, and for other segments', async () => {
    const { twitch, extension, settings } = start()
    twitch.authorize()
    await expect(extensionConfiguration(extension, 'global').set(1)).rejects.toMatchObject({ code: 'forbidden' })
    twitch.call('context', { mode: 'viewer' }, ['mode'])
    await expect(settings.set({ title: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('without a helper rejects with what is missing', async () => {
    const { settings } = start()
    await expect(within(6000, settings.set({ title: 'Cats' }))).rejects.toMatchObject({ code: 'token' })
  })
})
