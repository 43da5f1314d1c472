export type { ExtensionSegment } from '../endpoints/extensions/segment.ts'
export { createExtension, type ExtensionOptions, type TwitchExtension } from './createExtension.ts'
export { type ExtensionBits, type ExtensionBitsOptions, extensionBits } from './extensionBits.ts'
export {
  type ConfigurationOptions,
  type ConfigurationState,
  type ExtensionConfiguration,
  extensionConfiguration,
} from './extensionConfiguration.ts'
export { type ExtensionMessages, type ExtensionTarget, extensionMessages } from './extensionMessages.ts'
export type { ExtensionState, ExtensionViewer } from './extensionState.ts'
export type {
  BitsProduct,
  BitsTransaction,
  ConfigurationRecord,
  ExtensionContext,
  ExtensionCredentials,
  ExtensionFeatures,
  ExtensionListener,
  ExtensionMode,
  ExtensionPosition,
  TwitchHelper,
} from './twitchHelper.ts'
export type { ExtensionView } from './view.ts'
