import { claimsOf } from '../auth/extensionHelper.ts'
import { HelixError } from '../errors.ts'
import { listeners } from '../eventsub/store.ts'
import { warnOnce } from '../inDevelopment.ts'
import { requireSync } from '../schema/requireSync.ts'
import type { Schema } from '../schema/schema.ts'
import { checkValue, fromText, toText } from './content.ts'
import type { TwitchExtension } from './createExtension.ts'
import type { ExtensionListener, TwitchHelper } from './twitchHelper.ts'

/** Who receives a message: the viewers of this channel, the viewers of all channels, or one viewer by opaque id. */
export type ExtensionTarget = 'broadcast' | 'global' | `whisper-${string}`

/** The messages of an extension. */
export interface ExtensionMessages {
  /**
   * Calls `handler` with each message to a target, parsed if it is JSON. Messages that do not match the schema are left
   * out. Returns a function to stop. Handlers of a viewer's whispers end when another viewer comes.
   */
  readonly on: {
    <T>(target: ExtensionTarget, schema: Schema<T>, handler: (message: T) => unknown): () => void
    (target: ExtensionTarget, handler: (message: unknown) => unknown): () => void
  }
  /**
   * Sends a message of up to 5 KB as JSON. Rejects with code `parameter` if it is larger, and with code `forbidden` if
   * the viewer's JWT does not allow the target: at Twitch only the broadcaster's does.
   */
  readonly send: (target: ExtensionTarget, message: unknown) => Promise<void>
}

const known = /* @__PURE__ */ new WeakMap<TwitchExtension, ExtensionMessages>()

const checkTarget = (target: string) => {
  if (/^(broadcast|global|whisper-.+)$/.test(target)) return
  throw new HelixError('parameter', `A target is broadcast, global, or whisper- and an opaque id, unlike "${target}".`)
}

/**
 * Returns the messages of an extension: those of its backend to its pages, and those of the broadcaster's pages to the
 * viewers. All handlers of a target share one `listen` at Twitch.
 *
 * @see https://dev.twitch.tv/docs/extensions/reference/#listen
 * @example
 * ```ts
 * import { createExtension, extensionMessages } from 'tinyhelix/extension'
 * import * as v from 'valibot'
 *
 * const messages = extensionMessages(createExtension())
 * const stop = messages.on('broadcast', v.object({ votes: v.number() }), ({ votes }) => console.log(votes))
 * // on the broadcaster's page
 * await messages.send('broadcast', { votes: 3 })
 * ```
 */
export function extensionMessages(extension: TwitchExtension): ExtensionMessages {
  const before = known.get(extension)
  if (before) return before
  const topics = new Map<string, ReturnType<typeof listeners<readonly [contentType: string, text: string]>>>()
  let twitch: TwitchHelper | undefined
  let viewer: string | undefined
  const receive: ExtensionListener = (target, contentType, text) => {
    // A whisper to the former viewer may come late.
    if (/^whisper-/.test(target) && target !== `whisper-${viewer}`) return
    topics.get(target)?.tell([`${contentType}`, `${text}`])
  }
  const end = (target: string) => {
    if (topics.delete(target)) twitch?.unlisten?.(target, receive)
  }
  extension.subscribe(state => {
    const next = state.viewer?.opaqueId
    if (viewer && viewer !== next) {
      // Only a closed extension has no viewer any more.
      for (const target of topics.keys()) if (!next || target === `whisper-${viewer}`) end(target)
    }
    viewer = next
    if (twitch || state.status !== 'ready') return
    extension.helper().then(
      found => {
        if (twitch) return
        twitch = found
        for (const target of topics.keys()) twitch.listen?.(target, receive)
      },
      () => {},
    )
  })

  const messages: ExtensionMessages = {
    on: <T>(
      target: ExtensionTarget,
      ...rest: [handler: (message: T) => unknown] | [schema: Schema<T>, handler: (message: T) => unknown]
    ) => {
      const [given, handler] = rest.length > 1 ? rest : [undefined, rest[0]]
      const schema = given && requireSync(given as Schema<T>)
      checkTarget(target)
      const topic = topics.get(target) ?? listeners()
      if (topic.isEmpty()) {
        topics.set(target, topic)
        twitch?.listen?.(target, receive)
      }
      const stop = topic.add(([contentType, text]) => {
        let message: unknown = text
        try {
          if (/json/i.test(contentType)) message = fromText(undefined, text, 'message')
          checkValue(schema, message, 'message')
        } catch (error) {
          return warnOnce(() => `A message to ${target} was left out: ${Object(error).message}`)
        }
        ;(handler as (message: unknown) => unknown)(message)
      })
      return () => {
        stop()
        if (topic.isEmpty() && topics.get(target) === topic) end(target)
      }
    },
    send: async (target, message) => {
      checkTarget(target)
      const text = toText(message, 'message')
      const [helper, { token }] = await Promise.all([extension.helper(), extension.authorized()])
      const permissions = claimsOf(token)['pubsub_perms']
      // Such as `broadcast` and `whisper-*`.
      const { send }: { send?: unknown } = Object(permissions)
      if (!helper.send || (permissions && ![send].flat().some(one => target.startsWith(`${one}`.replace('*', ''))))) {
        throw new HelixError('forbidden', `This viewer may not send to ${target}: have your backend send it.`)
      }
      helper.send(target, 'application/json', text)
    },
  }
  known.set(extension, messages)
  return messages
}
