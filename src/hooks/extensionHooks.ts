import type { ExtensionSegment } from '../endpoints/extensions/segment.ts'
import { createStore } from '../eventsub/store.ts'
import type { TwitchExtension } from '../extension/createExtension.ts'
import {
  type ConfigurationOptions,
  type ConfigurationState,
  type ExtensionConfiguration,
  extensionConfiguration,
} from '../extension/extensionConfiguration.ts'
import { type ExtensionTarget, extensionMessages } from '../extension/extensionMessages.ts'
import type { ExtensionState } from '../extension/extensionState.ts'
import type { Schema } from '../schema/schema.ts'
import { keepOpen, mapStore, type StoreRequest } from './whileUsed.ts'

/** The options of all hooks of extensions. */
export interface ExtensionOption {
  /** An extension to use instead of the page's. */
  readonly extension?: TwitchExtension | undefined
}

/** The options of `useExtensionConfiguration`. */
export interface UseExtensionConfigurationOptions extends ConfigurationOptions, ExtensionOption {}

/** The result of `useExtensionConfiguration`: the state of the segment, and a function to store it. */
export interface HelixConfiguration<T> extends ConfigurationState<T>, Pick<ExtensionConfiguration<T>, 'set'> {}

/** The arguments of the implementation behind the overloads of `useExtensionConfiguration`. */
export type ConfigurationCall<T> = [
  segment: ExtensionSegment,
  schema?: Schema<T> | undefined,
  options?: UseExtensionConfigurationOptions,
]

/** A handler for a message. */
export type MessageHandler<T> = (message: T) => unknown

/** The arguments of the implementation behind the overloads of `useExtensionMessage`. */
export type MessageCall<Target> = [
  target: Target,
  given: Schema | MessageHandler<never>,
  handler?: MessageHandler<never>,
  options?: ExtensionOption,
]

/** The arguments of `useExtensionMessage` by name. */
export const messageOf = <Target>([target, given, handler, options]: MessageCall<Target>) => ({
  target,
  schema: handler ? (given as Schema) : undefined,
  // The compiler cannot tell that it is a handler for what the schema lets pass.
  handler: (handler ?? given) as MessageHandler<unknown>,
  options,
})

/** The members of an extension's state. */
export const extensionMembers = [
  'status',
  'context',
  'viewer',
  'visible',
  'highlighted',
  'position',
  'features',
  'configuration',
  'view',
  'error',
] as const

/** The members of the result of `useExtensionConfiguration`. */
export const configurationMembers = ['status', 'value', 'error', 'set'] as const

/** The store of `useExtension`. */
export const extensionRequest = (extension: TwitchExtension): StoreRequest<ExtensionState> => ({
  events: extension,
  key: '',
  first: extension.state,
  open: () => keepOpen(extension),
})

/** The store of `useExtensionConfiguration`. */
export function configurationRequest<T>(
  extension: TwitchExtension,
  [segment, schema, options]: ConfigurationCall<T>,
): StoreRequest<HelixConfiguration<T>> {
  const open = () =>
    schema
      ? extensionConfiguration(extension, segment, schema, options)
      : // Without a schema, the hook's type is unknown.
        (extensionConfiguration(extension, segment, undefined, options) as ExtensionConfiguration<T>)
  return {
    events: extension,
    key: JSON.stringify([segment, options?.version]),
    first: { status: 'pending', value: null, error: null, set: value => open().set(value) },
    open: () => {
      const segment = open()
      const { set } = segment
      return mapStore(
        segment,
        state => ({ ...state, set }),
        () => {},
      )
    },
  }
}

/** The store of `useExtensionMessage`, which has nothing to show. */
export function messageRequest(
  extension: TwitchExtension,
  target: ExtensionTarget | null,
  schema: Schema | undefined,
  handler: MessageHandler<unknown>,
): StoreRequest<null> {
  return {
    events: extension,
    key: `${target}`,
    first: null,
    open:
      target &&
      (() => {
        const [store] = createStore(null)
        const { on } = extensionMessages(extension)
        return Object.assign(store, { close: schema ? on(target, schema, handler) : on(target, handler) })
      }),
  }
}
