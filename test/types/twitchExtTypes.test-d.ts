/// <reference types="twitch-ext" />
import { extensionHelper } from 'tinyhelix'
import { createExtension, type TwitchHelper } from 'tinyhelix/extension'

declare const twitchExt: typeof Twitch.ext

// DefinitelyTyped's types of the helper are accepted as they are.
extensionHelper(twitchExt)
createExtension({ helper: twitchExt })
twitchExt satisfies TwitchHelper
