import { channelChatMessage } from '../../eventsub/types/channelChatMessage.ts'
import type { EndpointSpec, EndpointTypes } from '../../spec.ts'
import { bansOf } from '../features/bans.ts'
import { asSent, messageEvent, standingMessage } from '../features/chatMessages.ts'
import type { Emit } from '../wire/eventsub/emit.ts'
import type { Route, RowOf } from '../wire/helix/route.ts'
import { isObject } from '../wire/readable.ts'
import { freshId } from '../world/freshId.ts'
import { type Person, somePeople } from '../world/users.ts'
import type { World } from '../world/world.ts'

/** What a scene can do in the channel in which it plays. */
export interface Stage {
  /** The channel. */
  readonly channel: Person
  /** Returns viewers. Each call returns other ones, and never the channel or a banned user. */
  readonly viewers: (count: number) => readonly Person[]
  /**
   * Waits for some milliseconds. If the scene is stopped, the promise rejects, so that `finally` can end open polls and
   * the like.
   */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Sends an event to every matching subscription. What it says is true from then on. */
  readonly emit: Emit
  /** Lets a user send a message, and returns its id. A text that starts with `/me` is an action. */
  readonly say: (sender: Person, text: string, options?: SayOptions) => string
  /**
   * Calls an endpoint for the channel's owner, with all events that Twitch then sends, and returns the rows.
   * `broadcaster_id` is the channel's. The request is not logged and does not count for the rate limit.
   */
  readonly use: <P, R>(endpoint: Described<P, R>, params: NoInfer<P>) => readonly RowOf<R>[]
}

interface Described<P, R> {
  readonly spec: EndpointSpec
  readonly '~types'?: EndpointTypes<P, R>
}

/** Options of {@link Stage.say}. */
export interface SayOptions {
  /** The id of the message that it replies to. */
  readonly replyTo?: string | undefined
  /** The channel where it was written, if another channel shares its chat. */
  readonly from?: Person | undefined
}

/** The stage of the fake's own scenes. */
export interface InnerStage extends Stage {
  readonly world: World
}

/** A scene of a channel. */
export interface Scene {
  /** The name for `FakeTwitch.play` and `--scene`, such as `raid`. */
  readonly name: string
  /** The title on the fake's page. */
  readonly title?: string | undefined
  readonly play: (stage: Stage) => void | Promise<void>
}

/** A scene of the fake itself. */
export interface OwnScene extends Omit<Scene, 'play'> {
  readonly play: (stage: InnerStage) => void | Promise<void>
}

/** A scene that plays. */
export interface Playing {
  /** Resolves when it has ended or was stopped. Rejects if one of its steps is not possible. */
  readonly finished: Promise<void>
  /** Stops it. Changes so far stay. */
  readonly stop: () => void
}

/** The parts of a fake that a scene needs. */
export interface Backstage {
  readonly world: World
  readonly channel: Person
  readonly routes: readonly Route[]
  /** Sends an event, and changes the world as it says. */
  readonly tell: Emit
  /** Sends an event without a change of the world. */
  readonly send: Emit
}

/** Starts a scene. */
export function playScene({ play }: OwnScene, { world, channel, routes, tell, send }: Backstage): Playing {
  const stopped = new Error('The scene was stopped.')
  const stopping = new AbortController()
  const stage: InnerStage = {
    world,
    channel,
    viewers: count => {
      const banned = bansOf(world, channel.id)
      const others = somePeople(world, count + 20, channel.id, freshId(world, 'viewers'))
      return others.filter(({ id }) => !banned.has(id)).slice(0, count)
    },
    wait: milliseconds =>
      new Promise((resolve, reject) => {
        const { signal } = stopping
        if (signal.aborted) return reject(stopped)
        const stop = () => {
          clearTimeout(timer)
          reject(stopped)
        }
        const timer = setTimeout(() => {
          signal.removeEventListener('abort', stop)
          resolve()
        }, milliseconds)
        signal.addEventListener('abort', stop)
      }),
    emit: tell,
    say: (sender, text, { replyTo, from } = {}) => {
      const parent = replyTo === undefined ? null : (standingMessage(world, channel.id, replyTo) ?? null)
      const id = freshId(world, 'message')
      const event = messageEvent(world, channel, { id, sender, text: asSent(text), parent })
      const source = from && {
        source_broadcaster_user_id: from.id,
        source_message_id: freshId(world, 'message'),
        source_badges: [],
        is_source_only: false,
      }
      tell(channelChatMessage, { ...event, ...source })
      return id
    },
    use: ({ spec }, params) => {
      const route = routes.find(route => route.spec === spec)
      if (!route) throw new Error(`The fake does not answer ${spec.method} ${spec.path}.`)
      const events: (() => void)[] = []
      const { body } = route.run({
        spec,
        world,
        kind: 'user',
        clientId: world.clientId,
        scopes: spec.scopes,
        grantId: null,
        viewer: channel,
        params: { broadcaster_id: channel.id, ...params },
        emit: (type, event) => void events.push(() => send(type, event)),
      })
      for (const send of events) send()
      const rows = isObject(body) ? body['data'] : null
      return Array.isArray(rows) ? rows : []
    },
  }
  const finished = (async () => play(stage))().catch((error: unknown) => {
    if (error !== stopped) throw error
  })
  return { finished, stop: () => stopping.abort() }
}
