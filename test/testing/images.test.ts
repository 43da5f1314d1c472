import { emoteURL, getChannelEmotes, getUserEmotes, sendChatMessage } from 'tinyhelix'
import { type ChannelChatMessageEvent, channelChatMessage, createEventSub, messageParts } from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitch, networkAt } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { describe, expect, it, vi } from 'vitest'

const served = async () => {
  const { fake, url, close } = await serveFakeTwitch()
  return { fake, imagesURL: networkAt(url).imagesURL, close }
}
const inMemory = async () => {
  const fake = createFakeTwitch()
  return { fake, imagesURL: fake.network.imagesURL, close: async () => {} }
}

/** The event of a message from ada. */
async function eventOf(fake: FakeTwitch, message: string): Promise<ChannelChatMessageEvent> {
  const ada = fake.client()
  const events = createEventSub(ada)
  const heard: ChannelChatMessageEvent[] = []
  await events.on(channelChatMessage, event => heard.push(event)).ready
  await sendChatMessage(ada, { message })
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  events.close()
  const [event] = heard
  if (!event) throw new Error('It has not come.')
  return event
}

/** The response to a page's request. */
async function load(address: string | undefined) {
  const answer = await fetch(address ?? '')
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
}
const picture = { status: 200, type: 'image/svg+xml', body: expect.stringMatching(/^<svg xmlns=.*<\/svg>$/) }

describe.for([
  ['a served fake', served],
  ['a fake without a server', inMemory],
] as const)('the images of %s', ([, setUp]) => {
  it('an emote loads, with the same address in events, lists and messageParts', async () => {
    const { fake, imagesURL, close } = await setUp()
    const rows = await getChannelEmotes(fake.client(), { broadcaster_id: '1001' })
    const event = await eventOf(fake, rows.map(({ name }) => name).join(' '))
    const shown = (options: Parameters<typeof messageParts>[1]) =>
      messageParts(event, { ...options, imagesURL }).parts.filter(part => part.type === 'emote')
    expect(rows.length).toBeGreaterThan(5)
    expect(shown({ theme: 'light', animated: false }).map(({ name, url }) => ({ name, url }))).toEqual(
      rows.map(({ name, images }) => ({ name, url: images.url_1x })),
    )
    expect(shown({ theme: 'light', animated: false, scale: 3 }).map(({ url }) => url)).toEqual(
      rows.map(({ images }) => images.url_4x),
    )
    for (const { url } of [...shown({}), ...shown({ scale: 2 })]) expect(await load(url)).toEqual(picture)
    await close()
  })

  it('the template of emotes loads, and is that of emoteURL', async () => {
    const { fake, imagesURL, close } = await setUp()
    const { data, template } = await getUserEmotes(fake.client()).nextPage()
    const address = template
      .replace('{{id}}', data[0]?.id ?? '')
      .replace('{{format}}', 'static')
      .replace('{{theme_mode}}', 'dark')
      .replace('{{scale}}', '2.0')
    expect(emoteURL({ id: data[0]?.id ?? '', format: ['static'] }, { imagesURL, scale: 2 })).toBe(address)
    expect(await load(address)).toEqual(picture)
    await close()
  })

  it('a GIF loads, and messageParts returns it as a part', async () => {
    const { fake, close } = await setUp()
    const { message } = await eventOf(fake, 'Well [slow clap] done')
    expect(message.text).toBe('Well [slow clap] done')
    expect(message.fragments).toEqual([
      expect.objectContaining({ type: 'text', text: 'Well ' }),
      expect.objectContaining({
        type: 'gif',
        text: '[slow clap]',
        gif: { gif_id: expect.any(String), url: expect.any(String) },
      }),
      expect.objectContaining({ type: 'text', text: ' done' }),
    ])
    expect(await load(message.fragments[1]?.gif?.url)).toEqual(picture)
    await close()
  })
})
