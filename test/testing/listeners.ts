import { getModerators, type HelixClient } from 'tinyhelix'
import { createFakeTwitch, type FakeTwitch } from 'tinyhelix/testing'
import { vi } from 'vitest'
import { list } from '../eventsub/facts.ts'
import { openSocket } from './openSocket.ts'
import { call } from './wire.ts'

/** An event with the export of its type, and its receivers, such as `ada mod`. */
export interface Heard {
  readonly on: string
  readonly to: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at will.
  readonly event: any
}

/** A fake with three users who are subscribed to all types that they may: each for the own channel and for ada's. */
export interface Listened {
  readonly fake: FakeTwitch
  readonly ada: HelixClient
  readonly as: (user: string) => HelixClient
  /** The id of one of ada's moderators. */
  readonly mod: string
  /** The fields that name a user: `who('broadcaster_user', '1001')`. */
  readonly who: (prefix: string, id: string) => Readonly<Record<string, string>>
  /** The events since the last call, after they have arrived. */
  readonly heard: () => Promise<readonly Heard[]>
  /** The number of events so far. */
  readonly count: () => number
  readonly pass: (seconds: number) => Promise<unknown>
}

export async function listen(): Promise<Listened> {
  const fake = createFakeTwitch()
  const ada = fake.client()
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
  const [moderator] = await getModerators(ada)
  const mod = moderator?.user_id ?? ''
  const heard: { on: string; to: string; event: unknown }[] = []

  const listenAs = async (name: string, id: string, conditions: readonly (readonly [string, object])[]) => {
    // Keepalives are rare, because hours pass.
    const { frames, socket } = openSocket(fake, `${fake.network.eventSubURL}?keepalive_timeout_seconds=600`)
    await pass(0.01)
    socket.addEventListener('message', ({ data }) => {
      const { metadata, payload } = JSON.parse(data)
      if (metadata.message_type !== 'notification') return
      const { subscription_type: type, subscription_version: version } = metadata
      const on = list.find(row => row.type === type && row.version === version)?.export ?? ''
      const last = heard.at(-1)
      const isSame = last?.on === on && JSON.stringify(last.event) === JSON.stringify(payload.event)
      if (last && isSame && !last.to.split(' ').includes(name)) last.to += ` ${name}`
      else heard.push({ on, to: name, event: payload.event })
    })
    const token = fake.grant({ user: id })
    const transport = { method: 'websocket', session_id: frames[0]?.payload.session.id }
    for (const [on, condition] of conditions) {
      const { type, version } = list.find(row => row.export === on) ?? {}
      const answer = await call(fake, 'POST /eventsub/subscriptions', {
        token,
        body: { type, version, condition, transport },
      })
      if (answer.status !== 202) throw new Error(`${on}: ${answer.body.message}`)
    }
  }

  const required = (condition: readonly string[]) =>
    condition.filter(key => key.endsWith('*')).map(key => key.slice(0, -1))
  const ofOwn = (id: string) =>
    list.flatMap(({ export: on, condition }): [string, object][] =>
      on === 'channelRaid'
        ? [
            [on, { from_broadcaster_user_id: id }],
            [on, { to_broadcaster_user_id: id }],
          ]
        : [[on, Object.fromEntries(required(condition).map(key => [key, id]))]],
    )
  const ofAda = (id: string, owners: readonly string[]) =>
    list.flatMap(({ export: on, condition, owner }): [string, object][] =>
      owner && owners.includes(owner) && required(condition).includes('broadcaster_user_id')
        ? [[on, { broadcaster_user_id: '1001', [owner]: id }]]
        : [],
    )
  await listenAs('ada', '1001', ofOwn('1001'))
  await listenAs('mod', mod, ofAda(mod, ['moderator_user_id', 'user_id']))
  await listenAs('pixelfox', '1002', [...ofOwn('1002'), ...ofAda('1002', ['user_id'])])

  return {
    fake,
    ada,
    mod,
    pass,
    as: user => fake.client({ user }),
    who: (prefix, id) => {
      const { login, display_name } = fake.user(id)
      return { [`${prefix}_id`]: id, [`${prefix}_login`]: login, [`${prefix}_name`]: display_name }
    },
    count: () => heard.length,
    heard: async () => {
      await pass(0.001)
      return heard.splice(0)
    },
  }
}
