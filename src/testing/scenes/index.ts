import { busyChat } from './busyChat.ts'
import { communityScenes } from './community.ts'
import type { OwnScene } from './scene.ts'
import { supportScenes } from './support.ts'

/** The fake's own scenes. */
export const ownScenes: readonly OwnScene[] = [...supportScenes, busyChat, ...communityScenes]
