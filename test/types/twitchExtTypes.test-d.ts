/// <reference types="twitch-ext" />
import { extensionHelper } from 'tinyhelix'
import { createExtension, type TwitchHelper } from 'tinyhelix/extension'
import { createFakeTwitch, type FakeExtensionHelper } from 'tinyhelix/testing'

declare const twitchExt: typeof Twitch.ext

// DefinitelyTyped's types of the helper are accepted as they are.
extensionHelper(twitchExt)
createExtension({ helper: twitchExt })
twitchExt satisfies TwitchHelper

declare const standIn: FakeExtensionHelper

// The fake's helper can take the place of Twitch's.
standIn satisfies typeof Twitch.ext
createExtension({ helper: createFakeTwitch().extensionHelper({ channel: 'ada' }) })
