import { createFakeTwitch, type GrantOptions } from 'tinyhelix/testing'
import { expect, it } from 'vitest'
import { call } from './wire.ts'

interface Step {
  readonly line: string
  readonly body?: unknown
  readonly token?: GrantOptions
}

const own = 'broadcaster_id=1001'
const both = `${own}&moderator_id=1001`
const post = (line: string, body?: unknown): Step => ({ line: `POST ${line}`, body })
const viewer: GrantOptions = { user: '9000' }
const extension: GrantOptions = { kind: 'jwt' }

/** The first steps, and the request that is then refused. Nothing is known about users from `1300` on. */
const cases: readonly (readonly [
  title: string,
  done: readonly Step[],
  refused: Step,
  status: number,
  words: RegExp,
])[] = [
  [
    'reports of an unknown extension',
    [],
    { line: 'GET /analytics/extensions?extension_id=x' },
    404,
    /extension was not found/,
  ],
  ['reports of an unknown game', [], { line: 'GET /analytics/games?game_id=x' }, 404, /game was not found/],
  [
    'an announcement for the source chat only with a user token',
    [],
    post(`/chat/announcements?${both}`, { message: 'x', for_source_only: true }),
    400,
    /app access token/,
  ],
  [
    'a shoutout to an unknown user',
    [],
    post('/chat/shoutouts?from_broadcaster_id=1001&to_broadcaster_id=1&moderator_id=1001'),
    400,
    /to_broadcaster_id is not valid/,
  ],
  [
    'a shoutout while offline',
    [],
    {
      line: 'POST /chat/shoutouts?from_broadcaster_id=9000&to_broadcaster_id=1001&moderator_id=9000',
      token: viewer,
    },
    400,
    /not streaming live/,
  ],
  ['to block an unknown user', [], { line: 'PUT /users/blocks?target_user_id=1' }, 400, /target_user_id is not valid/],
  [
    'a message of an unknown user',
    [],
    {
      line: 'POST /chat/messages',
      token: { kind: 'app' },
      body: { broadcaster_id: '1001', sender_id: '1', message: 'x' },
    },
    400,
    /sender_id is not valid/,
  ],
  [
    'a delay without its length',
    [],
    { line: `PATCH /chat/settings?${both}`, body: { non_moderator_chat_delay: true } },
    400,
    /non_moderator_chat_delay_duration/,
  ],
  [
    'a message to viewers of an unknown channel',
    [],
    {
      line: 'POST /extensions/pubsub',
      token: extension,
      body: { target: ['broadcast'], broadcaster_id: '1', message: 'x' },
    },
    400,
    /broadcaster_id is not valid/,
  ],
  [
    'a removed layout of Guest Star',
    [],
    { line: `PUT /guest_star/channel_settings?${own}`, body: { group_layout: 'VERTICAL_LAYOUT' } },
    400,
    /group_layout is not valid/,
  ],
  [
    'the end of an unknown call',
    [],
    { line: `DELETE /guest_star/session?${own}&session_id=x` },
    404,
    /session was not found/,
  ],
  ['markers of an unknown user', [], post('/streams/markers', { user_id: '1' }), 404, /user_id field is not valid/],
  ["another's markers", [], { line: 'GET /streams/markers?user_id=1003' }, 403, /may not see the markers/],
  ['an unknown user as a moderator', [], post(`/moderation/moderators?${own}&user_id=1`), 400, /user_id is not valid/],
  [
    'the broadcaster as a moderator',
    [],
    post(`/moderation/moderators?${own}&user_id=1001`),
    400,
    /user_id is not valid/,
  ],
  [
    'a moderator twice',
    [post(`/moderation/moderators?${own}&user_id=1313`)],
    post(`/moderation/moderators?${own}&user_id=1313`),
    400,
    /already a mod/,
  ],
  [
    'a banned moderator',
    [post(`/moderation/bans?${both}`, { data: { user_id: '1313' } })],
    post(`/moderation/moderators?${own}&user_id=1313`),
    400,
    /banned/,
  ],
  [
    'a moderator who is a VIP',
    [post(`/channels/vips?${own}&user_id=1313`)],
    post(`/moderation/moderators?${own}&user_id=1313`),
    422,
    /is a VIP/,
  ],
  [
    'a VIP twice',
    [post(`/channels/vips?${own}&user_id=1313`)],
    post(`/channels/vips?${own}&user_id=1313`),
    422,
    /already a VIP/,
  ],
  [
    'a VIP who is a moderator',
    [post(`/moderation/moderators?${own}&user_id=1313`)],
    post(`/channels/vips?${own}&user_id=1313`),
    422,
    /is a moderator/,
  ],
  [
    'a banned VIP',
    [post(`/moderation/bans?${both}`, { data: { user_id: '1313' } })],
    post(`/channels/vips?${own}&user_id=1313`),
    422,
    /is banned/,
  ],
  [
    'a prediction without channel points',
    [],
    {
      ...post('/predictions', {
        broadcaster_id: '9000',
        title: 'Tea?',
        outcomes: [{ title: 'Yes' }, { title: 'No' }],
        prediction_window: 60,
      }),
      token: viewer,
    },
    403,
    /channel points not enabled/,
  ],
  ['`after` and `before` together', [], { line: 'GET /streams?after=x&before=y' }, 400, /"after".*"before"/],
  [
    'an unknown suspicious user',
    [],
    post(`/moderation/suspicious_users?${both}`, { user_id: '1', status: 'RESTRICTED' }),
    400,
    /user_id is not valid/,
  ],
  [
    'the end of a missing suspicion',
    [],
    { line: `DELETE /moderation/suspicious_users?${both}&user_id=1313` },
    400,
    /no suspicious status/,
  ],
  ["entitlements of another's game", [], { line: 'GET /entitlements/drops?game_id=509658' }, 403, /does not own/],
  ['an unknown team', [], { line: 'GET /teams?id=1' }, 404, /team was not found/],
  ['extensions of an unknown user', [], { line: 'GET /users/extensions?user_id=1' }, 400, /user_id is not valid/],
  [
    'an unknown slot of an extension',
    [],
    { line: 'PUT /users/extensions', body: { data: { panel: { 4: { active: false } } } } },
    400,
    /There is no panel 4/,
  ],
  ['videos of an unknown category', [], { line: 'GET /videos?game_id=1' }, 404, /category was not found/],
  [
    'a whisper to a user who has blocked the sender',
    [{ line: 'PUT /users/blocks?target_user_id=1001', token: viewer }],
    post('/whispers?from_user_id=1001&to_user_id=9000', { message: 'x' }),
    403,
    /settings prevent/,
  ],
]

it.for(cases)('the fake refuses %s', async ([, done, refused, status, words]) => {
  const fake = createFakeTwitch()
  for (const { line, ...step } of done) expect((await call(fake, line, step)).status).toBeLessThan(300)
  const { line, ...step } = refused
  await expect(call(fake, line, step)).resolves.toMatchObject({
    status,
    body: { message: expect.stringMatching(words) },
  })
})

it('the number of VIPs and of whispered users is limited', async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const statuses = async (line: (id: number) => string, body?: unknown) => {
    const all: number[] = []
    for (let id = 1500; id < 1560; id++) {
      now += 2000
      all.push((await call(fake, line(id), { body })).status)
    }
    return all
  }
  const vips = await statuses(id => `POST /channels/vips?${own}&user_id=${id}`)
  expect(vips.at(-1)).toBe(409)
  const whispers = await statuses(id => `POST /whispers?from_user_id=1001&to_user_id=${id}`, { message: 'x' })
  expect([whispers.filter(status => status === 204).length, whispers.at(-1)]).toEqual([40, 429])
})

it('a Guest Star call has limits', async () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const send = (line: string) => call(fake, line)
  const { body } = await send(`POST /guest_star/session?${own}`)
  const session = `${both}&session_id=${body.data[0].id}`
  const refused = (status: number, message: string) => ({ status, body: { message } })
  const invite = (id: string) => send(`POST /guest_star/invites?${session}&guest_id=${id}`)
  const seat = (id: string, slot: string) => send(`POST /guest_star/slot?${session}&guest_id=${id}&slot_id=${slot}`)
  await expect(invite('1')).resolves.toMatchObject(refused(400, 'The ID in guest_id is not valid.'))
  await expect(invite('1001')).resolves.toMatchObject(refused(400, 'The ID in guest_id is not valid.'))
  await invite('1002')
  await invite('1003')
  now += 10_000
  await expect(seat('1002', '5')).resolves.toMatchObject(refused(400, 'The ID in slot_id is not valid.'))
  await expect(seat('1002', '1')).resolves.toMatchObject({ status: 204 })
  await expect(seat('1003', '1')).resolves.toMatchObject(refused(400, 'The slot is taken.'))
  await expect(send(`DELETE /guest_star/slot?${session}&guest_id=1001&slot_id=0`)).resolves.toMatchObject(
    refused(403, 'The host cannot be removed.'),
  )
  await expect(send(`PATCH /guest_star/slot_settings?${session}&slot_id=4`)).resolves.toMatchObject(
    refused(400, 'The ID in slot_id is not valid.'),
  )
})

it('a new moderator of a small channel has it in their list', async () => {
  const fake = createFakeTwitch()
  await call(fake, 'POST /moderation/moderators?broadcaster_id=9000&user_id=8999', { token: viewer })
  const { body } = await call(fake, 'GET /moderation/channels?user_id=8999', { token: { user: '8999' } })
  expect(body.data).toContainEqual(expect.objectContaining({ broadcaster_id: '9000' }))
})
