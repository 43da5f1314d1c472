import type { ExtensionSegment } from '../endpoints/extensions/segment.ts'
import { HelixError, isHelixError } from '../errors.ts'
import { createStore, type Store } from '../eventsub/store.ts'
import { requireSync } from '../schema/requireSync.ts'
import type { Schema } from '../schema/schema.ts'
import { checkValue, fromText, toText } from './content.ts'
import type { TwitchExtension } from './createExtension.ts'
import type { ExtensionState } from './extensionState.ts'
import type { ConfigurationRecord } from './twitchHelper.ts'

/** Options of a segment. */
export interface ConfigurationOptions {
  /** The version of your data. Content of another version counts as wrong. @defaultValue any; `set` stores `'1'` */
  readonly version?: string | undefined
}

/** The state of a segment: an immutable object, which is replaced on each change. */
export interface ConfigurationState<T> {
  /** `absent`: there is no helper, or it has not called back. */
  readonly status: 'pending' | 'ready' | 'absent'
  /** `null`: nothing is stored, or what is stored is wrong. */
  readonly value: T | null
  /** Has code `schema` if what is stored is wrong. */
  readonly error: HelixError | null
}

/** A segment of the configuration. */
export interface ExtensionConfiguration<T> extends Store<ConfigurationState<T>> {
  /**
   * Stores a value of up to 5 KB as JSON, and shows it in this page at once. Other pages get it when they load, so send
   * them a message as well. Only the broadcaster can store the segment `broadcaster`, on the configuration page or in the
   * dashboard; otherwise it rejects with code `forbidden`. Rejects with code `parameter` if the value is too large, and
   * with `schema` if it does not match.
   */
  readonly set: (value: T) => Promise<void>
}

/** What a page has stored since Twitch last sent the segments. */
interface Stored {
  readonly since: ExtensionState['configuration']
  readonly record: ConfigurationRecord
}

const storedBy = /* @__PURE__ */ new WeakMap<TwitchExtension, ReturnType<typeof createStore<Stored | null>>>()

/**
 * Returns a segment of an extension's configuration as a store. The content is JSON. Content that is not JSON, is of
 * another `version` or does not match the schema gives `value: null` and an `error` with code `schema`.
 *
 * @param schema - Any synchronous Standard Schema. Valid values are returned unchanged.
 * @see https://dev.twitch.tv/docs/extensions/reference/#helper-configuration
 * @example
 * ```ts
 * import { createExtension, extensionConfiguration } from 'tinyhelix/extension'
 * import * as v from 'valibot'
 *
 * const extension = createExtension()
 * const settings = extensionConfiguration(extension, 'broadcaster', v.object({ title: v.string() }), { version: '2' })
 * settings.subscribe(({ status, value }) => {
 *   if (status === 'ready') document.title = value?.title ?? 'Not set up yet'
 * })
 * // on the configuration page
 * await settings.set({ title: 'My cats' })
 * ```
 */
export function extensionConfiguration<T>(
  extension: TwitchExtension,
  segment: ExtensionSegment,
  schema: Schema<T>,
  options?: ConfigurationOptions,
): ExtensionConfiguration<T>
export function extensionConfiguration(
  extension: TwitchExtension,
  segment: ExtensionSegment,
  schema?: undefined,
  options?: ConfigurationOptions,
): ExtensionConfiguration<unknown>
export function extensionConfiguration<T>(
  extension: TwitchExtension,
  segment: ExtensionSegment,
  given?: Schema<T>,
  { version }: ConfigurationOptions = {},
): ExtensionConfiguration<T> {
  const schema = given && requireSync(given)
  const [own, setOwn] = storedBy.get(extension) ?? createStore<Stored | null>(null)
  storedBy.set(extension, [own, setOwn])

  let known: ConfigurationRecord | undefined
  let content: Pick<ConfigurationState<T>, 'value' | 'error'> = { value: null, error: null }
  /** Reads a record, once. */
  const read = (record: ConfigurationRecord | undefined) => {
    if (record === known) return content
    known = record
    content = { value: null, error: null }
    try {
      if (record?.content) {
        if (version !== undefined && record.version !== version) {
          throw new HelixError('schema', `${segment} has version ${record.version} instead of ${version}.`)
        }
        content = { value: fromText(schema, record.content, segment), error: null }
      }
    } catch (error) {
      content = { value: null, error: isHelixError(error) ? error : new HelixError('schema', `${segment}: ${error}`) }
    }
    return content
  }

  let state: ConfigurationState<T> = { status: 'pending', ...content }
  const current = () => {
    const { status, configuration, error } = extension.state
    const { since, record } = own.state ?? {}
    const isOwn = segment === 'broadcaster' && record && since === configuration
    const next: ConfigurationState<T> =
      configuration || isOwn
        ? { status: 'ready', ...read(isOwn ? record : configuration?.[segment]) }
        : { status: status === 'absent' ? status : 'pending', value: null, error }
    if (next.status !== state.status || next.value !== state.value || next.error !== state.error) state = next
    return state
  }

  return {
    get state() {
      return current()
    },
    subscribe: listener => {
      let shown: unknown
      const look = () => {
        if (shown === current()) return
        shown = state
        listener(state)
      }
      const stops = [own.subscribe(look), extension.subscribe(look)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    set: async value => {
      const record = { version: version ?? '1', content: toText(value, segment) }
      checkValue(schema, value, segment)
      const { configuration } = await extension.helper()
      const { viewer, view, context, configuration: since } = extension.state
      const isAllowed = viewer?.role === 'broadcaster' && (context.mode ?? view.mode) !== 'viewer'
      if (!configuration || segment !== 'broadcaster' || !isAllowed) {
        throw new HelixError(
          'forbidden',
          'A page can store the segment broadcaster only, as the broadcaster, on the configuration page or in the dashboard.',
        )
      }
      configuration.set(segment, record.version, record.content)
      setOwn({ since, record })
    },
  }
}
