import * as v from 'valibot'

export const accents = ['violet', 'teal', 'rose'] as const
export const tabs = ['schedule', 'clips', 'emotes'] as const

/** What the broadcaster sets up, in the segment `broadcaster` of Twitch's configuration service. */
export const settingsSchema = v.object({
  greeting: v.pipe(v.string(), v.maxLength(100)),
  accent: v.picklist(accents),
  tabs: v.array(v.picklist(tabs)),
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** To be raised when the shape of the settings changes. */
export const settingsVersion = '1'

export const firstSettings: Settings = { greeting: '', accent: 'violet', tabs: [...tabs] }

const pollSchema = v.object({
  question: v.string(),
  choices: v.array(v.object({ title: v.string(), votes: v.number() })),
})
export type Poll = v.InferOutput<typeof pollSchema>

/** The messages to all pages of a channel: settings from the broadcaster's pages, the others from the backend. */
export const messageSchema = v.variant('type', [
  v.object({ type: v.literal('settings'), settings: settingsSchema }),
  v.object({ type: v.literal('poll'), poll: v.nullable(pollSchema) }),
  v.object({ type: v.literal('confetti'), from: v.string() }),
])
